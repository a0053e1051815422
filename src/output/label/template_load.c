/* SPDX-License-Identifier: MIT */
/*
 * Reads a template: SVG by expat, element by element. No document type, no entity of its own, no
 * other file is taken. What is drawn must lie on the sheet with all that it may grow to.
 */

#include "template_load.h"

#include "fault.h"
#include "template_take.h"
#include "template_values.h"
#include "template_zpl.h"

#include <errno.h>
#include <expat.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MOST  262144u
#define DEPTH_MOST 16
#define TEXT_MOST  256u
#define NEAR       0.01 /* mm: what an editor rounds */

struct loader {
    XML_Parser parser;
    struct lot_template *template;
    struct lot_label_fault *fault;
    int error;
    struct {
        enum element_kind kind;
        struct shape shape;
    } open[DEPTH_MOST];
    int depth;
    int passed_over; /* elements deep inside one that is not drawn */
    unsigned text_line;
    size_t text_size;
    char text[TEXT_MOST];
};

/* ---- faults --------------------------------------------------------------------------------- */

static unsigned line_of(const struct loader *loader)
{
    return (unsigned)XML_GetCurrentLineNumber(loader->parser);
}

/* The first failure is kept, and ends the parsing. */
static void stop_at(struct loader *loader, int error)
{
    if (error < 0 && loader->error == 0) {
        loader->error = error;
        XML_StopParser(loader->parser, XML_FALSE);
    }
}

#define REFUSE(loader, ...)                                                                        \
    stop_at(loader,                                                                                \
            template_fault((loader)->template, line_of(loader), (loader)->fault, __VA_ARGS__))

/* ---- elements ------------------------------------------------------------------------------- */

#define ON_SHEET (1u << ELEMENT_SVG | 1u << ELEMENT_G)

static const struct element {
    const char *name;
    enum element_kind kind;
    unsigned inside; /* which may hold it, a bit each */
    int (*take)(const struct taking *taking, const struct shape *shape);
} elements[] = {
    {"g",     ELEMENT_G,     ON_SHEET,           NULL      },
    {"text",  ELEMENT_TEXT,  ON_SHEET,           NULL      },
    {"tspan", ELEMENT_TSPAN, 1u << ELEMENT_TEXT, NULL      },
    {"rect",  ELEMENT_RECT,  ON_SHEET,           take_rect },
    {"line",  ELEMENT_LINE,  ON_SHEET,           take_line },
    {"image", ELEMENT_IMAGE, ON_SHEET,           take_image},
};

static bool is_passed_over(const char *name)
{
    static const char *const names[] = {"title", "desc", "metadata", "defs"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return strchr(name, ':') != NULL;
}

static bool set_attributes(struct loader *loader, struct shape *shape, enum element_kind kind,
                           const char **attributes)
{
    for (size_t i = 0; attributes[i]; i += 2) {
        struct lot_span failed;
        const char *value = attributes[i + 1];
        enum shape_result result = shape_set(shape, kind, attributes[i], value, &failed);
        if (result != SHAPE_SET) {
            REFUSE(loader,
                   result == SHAPE_UNKNOWN ? "%.*s is not known here (%.60s)"
                                           : "%.*s does not take '%.60s'",
                   (int)failed.size, (const char *)failed.data, value);
            return false;
        }
    }
    return true;
}

static void take_sheet(struct loader *loader, const struct shape *shape)
{
    if (!(shape->page_width > 0 && shape->page_height > 0) ||
        fabs(shape->page_width - shape->view_width) > NEAR ||
        fabs(shape->page_height - shape->view_height) > NEAR) {
        REFUSE(loader, "svg needs a width and a height in mm and the viewBox \"0 0 width height\"");
    }
    loader->template->width = shape->page_width;
    loader->template->height = shape->page_height;
}

static void open_root(struct loader *loader, const char *name, const char **attributes)
{
    struct shape *shape = &loader->open[0].shape;
    *shape = shape_first();
    loader->open[0].kind = ELEMENT_SVG;
    loader->depth = 1;
    if (strcmp(name, "svg") != 0) {
        REFUSE(loader, "this is %s, not svg", name);
    } else if (set_attributes(loader, shape, ELEMENT_SVG, attributes)) {
        take_sheet(loader, shape);
    }
}

static void open_inner(struct loader *loader, const struct element *element,
                       const char **attributes)
{
    struct shape *outer = &loader->open[loader->depth - 1].shape;
    struct shape *shape = &loader->open[loader->depth].shape;
    loader->open[loader->depth++].kind = element->kind;
    *shape = shape_inside(outer);
    /* an editor puts a tspan into each text, which moves and styles it: there is one line a text */
    shape = element->kind == ELEMENT_TSPAN ? outer : shape;
    if (element->kind == ELEMENT_TEXT) {
        loader->text_line = line_of(loader);
        loader->text_size = 0;
    }
    const struct taking taking = {loader->template, line_of(loader), loader->fault};
    if (set_attributes(loader, shape, element->kind, attributes) && element->take) {
        stop_at(loader, element->take(&taking, shape));
    }
}

static const struct element *find_element(const char *name, enum element_kind inside)
{
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++) {
        if (strcmp(name, elements[i].name) == 0 && (elements[i].inside >> inside & 1)) {
            return &elements[i];
        }
    }
    return NULL;
}

static void XMLCALL open_element(void *user, const char *name, const char **attributes)
{
    struct loader *loader = user;
    if (loader->error < 0) {
        return; /* expat still ends an empty element after it was stopped */
    }
    if (loader->depth == 0) {
        open_root(loader, name, attributes);
        return;
    }
    if (loader->passed_over > 0 || is_passed_over(name)) {
        loader->passed_over++;
        return;
    }
    const struct element *element = find_element(name, loader->open[loader->depth - 1].kind);
    if (!element) {
        REFUSE(loader, "no <%.60s> is known here", name);
    } else if (loader->depth == DEPTH_MOST) {
        REFUSE(loader, "groups in groups: more than %d deep", DEPTH_MOST);
    } else {
        open_inner(loader, element, attributes);
    }
}

static void take_line_of_text(struct loader *loader, const struct shape *shape)
{
    struct lot_span text = value_trim(lot_span(loader->text, loader->text_size));
    const struct taking taking = {loader->template, loader->text_line, loader->fault};
    char pattern[TEXT_MOST + 1];
    if (text.size > 0) {
        memcpy(pattern, text.data, text.size);
        pattern[text.size] = '\0';
        stop_at(loader, take_text(&taking, shape, pattern));
    }
}

static void XMLCALL close_element(void *user, const char *name)
{
    struct loader *loader = user;
    (void)name;
    if (loader->error < 0) {
        return;
    }
    if (loader->passed_over > 0) {
        loader->passed_over--;
        return;
    }
    loader->depth--;
    if (loader->open[loader->depth].kind == ELEMENT_TEXT) {
        take_line_of_text(loader, &loader->open[loader->depth].shape);
    }
}

static bool is_in_text(const struct loader *loader)
{
    enum element_kind kind = loader->depth > 0 ? loader->open[loader->depth - 1].kind : ELEMENT_SVG;
    return loader->passed_over == 0 && (kind == ELEMENT_TEXT || kind == ELEMENT_TSPAN);
}

static void XMLCALL take_characters(void *user, const char *text, int size)
{
    struct loader *loader = user;
    if (loader->error < 0 || !is_in_text(loader)) {
        return;
    }
    if (loader->text_size + (size_t)size > TEXT_MOST) {
        REFUSE(loader, "a text has at most %u bytes", TEXT_MOST);
        return;
    }
    memcpy(loader->text + loader->text_size, text, (size_t)size);
    loader->text_size += (size_t)size;
}

static void XMLCALL refuse_document_type(void *user, const char *name, const char *system,
                                         const char *public, int internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    REFUSE((struct loader *)user, "a template has no document type");
}

/* ---- the file ------------------------------------------------------------------------------- */

static int parse(struct loader *loader, const char *text, size_t size)
{
    loader->parser = XML_ParserCreate("UTF-8");
    if (!loader->parser) {
        return -ENOMEM;
    }
    XML_SetUserData(loader->parser, loader);
    XML_SetElementHandler(loader->parser, open_element, close_element);
    XML_SetCharacterDataHandler(loader->parser, take_characters);
    XML_SetStartDoctypeDeclHandler(loader->parser, refuse_document_type);
    enum XML_Status status = XML_Parse(loader->parser, text, (int)size, XML_TRUE);
    if (status != XML_STATUS_OK && loader->error == 0) {
        REFUSE(loader, "%s", XML_ErrorString(XML_GetErrorCode(loader->parser)));
    }
    XML_ParserFree(loader->parser);
    return loader->error;
}

/* Reads the whole file; its size, or -errno. */
static ssize_t read_file(const char *path, char *out, size_t most)
{
    FILE *file = fopen(path, "re");
    if (!file) {
        return -errno;
    }
    size_t size = fread(out, 1, most, file);
    int error = ferror(file) ? -EIO : size == most ? -EFBIG : 0;
    fclose(file);
    return error < 0 ? error : (ssize_t)size;
}

static int take(struct lot_template *template, struct lot_span text, struct lot_label_fault *fault)
{
    if (zpl_is_path(template->path)) {
        return zpl_template_take(template, text, fault);
    }
    struct loader *loader = calloc(1, sizeof *loader);
    if (!loader) {
        return -ENOMEM;
    }
    loader->template = template;
    loader->fault = fault;
    int error = parse(loader, (const char *)text.data, text.size);
    free(loader);
    return error;
}

int template_parse(struct lot_template **out, const char *path, struct lot_span text,
                   struct lot_label_fault *fault)
{
    struct lot_template *template = calloc(1, sizeof *template);
    int error = -ENOMEM;
    if (template && (template->path = strdup(path))) {
        error = take(template, text, fault);
    }
    if (error < 0) {
        lot_template_free(template);
        return error;
    }
    *out = template;
    return 0;
}

int lot_template_load(struct lot_template **out, const char *path, struct lot_label_fault *fault)
{
    char *text = malloc(FILE_MOST);
    ssize_t size = text ? read_file(path, text, FILE_MOST) : -ENOMEM;
    int error = (int)size;
    if (size < 0) {
        fault_set(fault, LOT_LABEL_SYSTEM, "%s: %s", path, strerror(-error));
    } else {
        error = template_parse(out, path, lot_span(text, (size_t)size), fault);
    }
    free(text);
    return error;
}
