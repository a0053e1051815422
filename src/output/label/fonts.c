/* SPDX-License-Identifier: MIT */
/*
 * Glyphs from FreeType, hinted for one bit a dot, so that stems are whole dots at 203 dpi. A label
 * has some hundred glyphs of some forty kinds, each measured before it is drawn: a small cache
 * keeps the hinter from running again.
 */

#include "fonts.h"

#include "fault.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CACHE_SLOTS 256u
#define FILES_MOST  16u
#define REPLACEMENT 0xfffdu /* the character that stands for one that is missing */
#define INDEX_BITS  16      /* of a glyph's number; those above say which file it is of */
#define INDEX_MASK  0xffffu

struct slot {
    FT_Face face;
    int size;
    uint32_t index;
    struct glyph glyph;
};

/* A font file, opened when its turn comes first. */
struct file {
    const char *path;
    bool tried;
    FT_Face faces[WEIGHT_COUNT]; /* the same one twice when there is no bold; NULL: no font */
};

struct fonts {
    FT_Library library;
    struct file files[FILES_MOST]; /* in the order in which a character is looked for */
    size_t count;
    uint32_t main; /* the file that is asked before them */
    struct slot slots[CACHE_SLOTS];
};

/* Latin, Greek, Cyrillic and more; then what has Chinese, Japanese and Korean. */
static const char *const usual[] = {
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
};
#define USUAL_COUNT (sizeof usual / sizeof usual[0])

/* ---- files ---------------------------------------------------------------------------------- */

/* "X-Regular.ttf" and "X.ttf" have their bold in "X-Bold.ttf". */
static FT_Face open_bold(FT_Library library, const char *file)
{
    static const char regular[] = "-Regular";
    const char *dot = strrchr(file, '.');
    if (!dot) {
        return NULL;
    }
    size_t stem = (size_t)(dot - file);
    size_t tail = sizeof regular - 1;
    if (stem > tail && memcmp(dot - tail, regular, tail) == 0) {
        stem -= tail;
    }
    char *name = NULL;
    FT_Face face = NULL;
    if (asprintf(&name, "%.*s-Bold%s", (int)stem, file, dot) >= 0) {
        if (FT_New_Face(library, name, 0, &face) != 0) {
            face = NULL;
        }
        free(name);
    }
    return face;
}

/* Opens the file once; false when there is no font in it that can be set in any size. */
static bool is_open(struct fonts *fonts, struct file *file)
{
    FT_Face regular;
    if (!file->tried) {
        file->tried = true;
        if (FT_New_Face(fonts->library, file->path, 0, &regular) == 0 && FT_IS_SCALABLE(regular)) {
            FT_Face bold = open_bold(fonts->library, file->path);
            file->faces[WEIGHT_REGULAR] = regular;
            file->faces[WEIGHT_BOLD] = bold ? bold : regular;
        }
    }
    return file->faces[WEIGHT_REGULAR];
}

static void add_file(struct fonts *fonts, const char *path)
{
    if (fonts->count < FILES_MOST) {
        fonts->files[fonts->count++].path = path;
    }
}

/* Lists all files; the one that is wrong, or NULL. */
static const char *list_files(struct fonts *fonts, const struct lot_label_options *options)
{
    const char *const *fallback = options->fallback;
    if (options->font) {
        add_file(fonts, options->font);
    }
    for (; fallback && *fallback && fonts->count < FILES_MOST - USUAL_COUNT; fallback++) {
        add_file(fonts, *fallback);
        if (access(*fallback, R_OK) < 0) {
            return *fallback;
        }
    }
    for (size_t i = 0; i < USUAL_COUNT; i++) {
        add_file(fonts, usual[i]);
    }
    return NULL;
}

/* The options' font, else the first of the usual ones that is there. */
static bool open_main(struct fonts *fonts, const struct lot_label_options *options)
{
    size_t from = options->font ? 0 : fonts->count - USUAL_COUNT;
    size_t end = options->font ? 1 : fonts->count;
    for (size_t i = from; i < end; i++) {
        if (is_open(fonts, &fonts->files[i])) {
            fonts->main = (uint32_t)i;
            return true;
        }
    }
    return false;
}

int fonts_open(struct fonts **out, const struct lot_label_options *options,
               struct lot_label_fault *fault)
{
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (!fonts || FT_Init_FreeType(&fonts->library) != 0) {
        free(fonts);
        return fault_set(fault, LOT_LABEL_SYSTEM, "out of memory for fonts");
    }
    const char *wrong = list_files(fonts, options);
    if (!wrong && !open_main(fonts, options)) {
        wrong = options->font ? options->font : usual[0];
    }
    if (wrong) {
        fonts_close(fonts);
        return fault_set(fault, LOT_LABEL_FONT, "%s is no font that can be used: %s", wrong,
                         wrong == usual[0] ? "install fonts-dejavu-core"
                                           : "give the path of a TrueType or OpenType file");
    }
    *out = fonts;
    return 0;
}

struct fonts *fonts_close(struct fonts *fonts)
{
    if (fonts) {
        for (size_t i = 0; i < CACHE_SLOTS; i++) {
            free(fonts->slots[i].glyph.bits);
        }
        FT_Done_FreeType(fonts->library); /* and its faces */
        free(fonts);
    }
    return NULL;
}

/* ---- glyphs --------------------------------------------------------------------------------- */

static uint32_t find_in(struct fonts *fonts, uint32_t file, enum weight weight, uint32_t character)
{
    FT_Face face = is_open(fonts, &fonts->files[file]) ? fonts->files[file].faces[weight] : NULL;
    uint32_t index = face ? FT_Get_Char_Index(face, character) : 0;
    return index != 0 ? file << INDEX_BITS | (index & INDEX_MASK) : 0;
}

/* 0: no file has it. */
static uint32_t find_anywhere(struct fonts *fonts, enum weight weight, uint32_t character)
{
    uint32_t number = find_in(fonts, fonts->main, weight, character);
    for (uint32_t i = 0; number == 0 && i < fonts->count; i++) {
        number = find_in(fonts, i, weight, character);
    }
    return number;
}

uint32_t fonts_find(struct fonts *fonts, enum weight weight, uint32_t character)
{
    uint32_t number = find_anywhere(fonts, weight, character);
    number = number != 0 ? number : find_anywhere(fonts, weight, REPLACEMENT);
    return number != 0 ? number : fonts->main << INDEX_BITS;
}

/* The face and, in *index, what its own number of the glyph is. */
static FT_Face face_of(const struct fonts *fonts, enum weight weight, uint32_t number,
                       uint32_t *index)
{
    *index = number & INDEX_MASK;
    return fonts->files[number >> INDEX_BITS].faces[weight];
}

static bool load(FT_Face face, int size, uint32_t index, FT_Int32 flags)
{
    if (face->size->metrics.y_ppem != size && FT_Set_Pixel_Sizes(face, 0, (FT_UInt)size) != 0) {
        return false;
    }
    return FT_Load_Glyph(face, index, flags) == 0;
}

static int whole_dots(FT_Pos position)
{
    return (int)((position + 32) >> 6);
}

static bool fill(struct slot *slot)
{
    if (!load(slot->face, slot->size, slot->index, FT_LOAD_TARGET_MONO | FT_LOAD_RENDER)) {
        return false;
    }
    FT_GlyphSlot loaded = slot->face->glyph;
    const FT_Bitmap *bitmap = &loaded->bitmap;
    size_t bytes = (size_t)bitmap->pitch * bitmap->rows;
    uint8_t *bits = malloc(bytes + 1);
    if (!bits) {
        return false;
    }
    if (bytes > 0) {
        memcpy(bits, bitmap->buffer, bytes);
    }
    slot->glyph = (struct glyph){
        .left = loaded->bitmap_left,
        .top = loaded->bitmap_top,
        .width = (int)bitmap->width,
        .rows = (int)bitmap->rows,
        .pitch = bitmap->pitch,
        .advance = whole_dots(loaded->advance.x),
        .bits = bits,
    };
    return true;
}

const struct glyph *fonts_glyph(struct fonts *fonts, struct font font, uint32_t number)
{
    uint32_t index;
    FT_Face face = face_of(fonts, font.weight, number, &index);
    uint32_t hash = (index * 31u + (uint32_t)font.size) * 2u + font.weight;
    struct slot *slot = &fonts->slots[hash % CACHE_SLOTS];
    if (slot->face == face && slot->size == font.size && slot->index == index) {
        return &slot->glyph;
    }
    free(slot->glyph.bits);
    *slot = (struct slot){.face = face, .size = font.size, .index = index};
    if (!fill(slot)) {
        slot->face = NULL;
        return NULL;
    }
    return &slot->glyph;
}

/* ---- outlines ------------------------------------------------------------------------------- */

static int draw(const struct outline_pen *pen, char operation, const FT_Vector *const *from)
{
    struct outline_point points[3] = {0};
    for (int i = 0; i < 3 && from[i]; i++) {
        points[i] = (struct outline_point){.x = from[i]->x, .y = from[i]->y};
    }
    pen->draw(pen->user, operation, points);
    return 0;
}

/* FreeType leaves a contour open at its end: the next one, or the glyph's end, closes it. */
struct contours {
    const struct outline_pen *pen;
    bool open;
};

static void close_contour(struct contours *contours)
{
    if (contours->open) {
        contours->pen->draw(contours->pen->user, 'Z', NULL);
    }
    contours->open = false;
}

static int move_to(const FT_Vector *to, void *user)
{
    struct contours *contours = user;
    close_contour(contours);
    contours->open = true;
    return draw(contours->pen, 'M', (const FT_Vector *[3]){to});
}

static int line_to(const FT_Vector *to, void *user)
{
    const struct contours *contours = user;
    return draw(contours->pen, 'L', (const FT_Vector *[3]){to});
}

static int conic_to(const FT_Vector *control, const FT_Vector *to, void *user)
{
    const struct contours *contours = user;
    return draw(contours->pen, 'Q', (const FT_Vector *[3]){control, to});
}

static int cubic_to(const FT_Vector *first, const FT_Vector *second, const FT_Vector *to,
                    void *user)
{
    const struct contours *contours = user;
    return draw(contours->pen, 'C', (const FT_Vector *[3]){first, second, to});
}

int fonts_outline(struct fonts *fonts, struct font font, uint32_t number,
                  const struct outline_pen *pen)
{
    static const FT_Outline_Funcs functions = {move_to, line_to, conic_to, cubic_to, 0, 0};
    uint32_t index;
    FT_Face face = face_of(fonts, font.weight, number, &index);
    struct contours contours = {.pen = pen};
    if (!load(face, font.size, index, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) ||
        FT_Outline_Decompose(&face->glyph->outline, &functions, &contours) != 0) {
        return -EIO;
    }
    close_contour(&contours);
    return 0;
}
