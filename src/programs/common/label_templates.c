/* SPDX-License-Identifier: MIT */
/* A template is looked for in the site's folder first: who wants another label draws one of the
 * same name. */

#include "label_templates.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PATH_MOST 4096

static bool is_path(const char *name)
{
    return strchr(name, '/') || strchr(name, '.');
}

/* The file of that name and ending in the folder; false: there is none. */
static bool in_folder(const struct config *config, const char *name, const char *ending,
                      char out[PATH_MOST])
{
    int size = snprintf(out, PATH_MOST, "%s/%s%s", config->label_folder, name, ending);
    return size > 0 && size < PATH_MOST && access(out, F_OK) == 0;
}

/* "lot-100x50, lot-57x32": those that there are without any file. */
static void list_shipped(char *out, size_t size)
{
    const char *name;
    size_t used = 0;
    for (size_t i = 0; (name = lot_template_shipped_name(i)) != NULL && used < size; i++) {
        used += (size_t)snprintf(out + used, size - used, "%s%s", i > 0 ? ", " : "", name);
    }
}

int label_template_find(struct lot_template **out, const struct config *config, const char *name,
                        struct lot_label_fault *fault)
{
    char path[PATH_MOST], known[160];
    if (is_path(name)) {
        bool beside = !strchr(name, '/') && access(name, F_OK) < 0 && config->label_folder &&
                      in_folder(config, name, "", path);
        return lot_template_load(out, beside ? path : name, fault);
    }
    if (config->label_folder &&
        (in_folder(config, name, ".svg", path) || in_folder(config, name, ".zpl", path))) {
        return lot_template_load(out, path, fault);
    }
    int error = lot_template_shipped(out, lot_span_of(name), fault);
    if (error == -ENOENT) {
        list_shipped(known, sizeof known);
        snprintf(fault->text, sizeof fault->text, "there is no template %.40s%s%.40s; there is %s",
                 name, config->label_folder ? " in " : "",
                 config->label_folder ? config->label_folder : "", known);
    }
    return error;
}

int label_template_of_lots(struct lot_template **out, const struct config *config,
                           struct lot_label_fault *fault)
{
    char width[LOT_DECIMAL_SIZE], height[LOT_DECIMAL_SIZE], name[64];
    *out = NULL;
    if (config->lot_template_name) {
        return label_template_find(out, config, config->lot_template_name, fault);
    }
    lot_decimal_format(lround(config->label.width_mm * 1000), 3, width);
    lot_decimal_format(lround(config->label.height_mm * 1000), 3, height);
    snprintf(name, sizeof name, "lot-%sx%s", width, height);
    if (strchr(name, '.')) { /* no such name: it would be a path's */
        return 0;
    }
    int error = label_template_find(out, config, name, fault);
    return error == -ENOENT ? 0 : error;
}
