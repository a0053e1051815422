/* SPDX-License-Identifier: MIT */
/*
 * What values look like: each kind of value is a row that knows how to read itself into its target
 * and how to say what it takes.
 */

#include "config_parts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define DECIMAL_PLACES 3u
#define DECIMAL_UNIT   1000

/* One value on its way: of which option, as written, and where it goes. */
struct setting {
    struct config *config;
    const struct config_option *option;
    const char *text;
    void *target;
};

static int set_text(const struct setting *setting)
{
    const char **target = setting->target;
    *target = *setting->text ? setting->text : NULL;
    return 0;
}

static int set_input(const struct setting *setting)
{
    struct lot_capture_options *scanner = setting->target;
    bool automatic = strcmp(setting->text, "auto") == 0;
    char *list = (char *)config_keep_text(setting->config, setting->text);
    const char **nodes = config_keep(setting->config, (strlen(setting->text) + 2) * sizeof *nodes);
    if (!list || !nodes) {
        return -ENOMEM;
    }
    size_t count = 0;
    char *rest = NULL;
    for (char *word = strtok_r(list, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest)) {
        if (!automatic && word[0] != '/') {
            return -EINVAL;
        }
        nodes[count++] = word;
    }
    scanner->find_tagged = automatic;
    scanner->nodes = automatic ? NULL : nodes;
    return count > 0 ? 0 : -EINVAL;
}

static int hex_digit(char letter)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    const char *at = letter ? strchr(digits, letter) : NULL;
    if (!at) {
        return -EINVAL;
    }
    int value = (int)(at - digits);
    return value < 16 ? value : value - 6;
}

/* One byte at *at, which moves behind it: "\x1d", or the byte itself. */
static int read_byte(const char **at)
{
    if ((*at)[0] != '\\') {
        return (uint8_t) * (*at)++;
    }
    if ((*at)[1] == '\\') {
        *at += 2;
        return '\\';
    }
    int high = (*at)[1] == 'x' ? hex_digit((*at)[2]) : -EINVAL;
    int low = high >= 0 ? hex_digit((*at)[3]) : -EINVAL;
    *at += low >= 0 ? 4 : 0;
    return low >= 0 ? high << 4 | low : -EINVAL;
}

static int set_bytes(const struct setting *setting)
{
    struct config_bytes bytes = {0};
    const char *at = setting->text;
    while (*at) {
        int byte = read_byte(&at);
        if (byte < 0 || bytes.size == sizeof bytes.data) {
            return -EINVAL;
        }
        bytes.data[bytes.size++] = (uint8_t)byte;
    }
    *(struct config_bytes *)setting->target = bytes;
    return 0;
}

static int set_bool(const struct setting *setting)
{
    bool yes = strcmp(setting->text, "yes") == 0;
    *(bool *)setting->target = yes;
    return yes || strcmp(setting->text, "no") == 0 ? 0 : -EINVAL;
}

/* A number within the option's range, in units of 10^-places. */
static int read_number(const struct setting *setting, unsigned places, int64_t *out)
{
    int64_t unit = places > 0 ? DECIMAL_UNIT : 1;
    if (lot_decimal_parse(lot_span_of(setting->text), places, out) < 0) {
        return -EINVAL;
    }
    bool fits = *out >= setting->option->minimum * unit && *out <= setting->option->maximum * unit;
    return fits ? 0 : -EINVAL;
}

static int set_number(const struct setting *setting)
{
    return read_number(setting, 0, setting->target);
}

static int set_seconds(const struct setting *setting)
{
    int64_t seconds = 0;
    int error = read_number(setting, 0, &seconds);
    *(int64_t *)setting->target = seconds * 1000;
    return error;
}

static int set_small(const struct setting *setting)
{
    int64_t number = 0;
    int error = read_number(setting, 0, &number);
    *(uint8_t *)setting->target = (uint8_t)number;
    return error;
}

static int set_offset(const struct setting *setting)
{
    int64_t number = LOT_LINE_UNUSED;
    int error = *setting->text ? read_number(setting, 0, &number) : 0;
    *(int *)setting->target = (int)number;
    return error;
}

static int set_decimal(const struct setting *setting)
{
    int64_t number = 0;
    int error = read_number(setting, DECIMAL_PLACES, &number);
    *(double *)setting->target = (double)number / DECIMAL_UNIT;
    return error;
}

static int set_place(const struct setting *setting)
{
    bool none = !*setting->text && !*setting->option->fallback; /* none where there may be none */
    bool fine = none || (*setting->text && *setting->text != '@');
    return fine && lot_text_set(setting->target, lot_span_of(setting->text)) == 0 ? 0 : -EINVAL;
}

static int mode_by_name(const char *name)
{
    for (int mode = 0; mode < LOT_MODE_COUNT; mode++) {
        if (strcmp(lot_mode_name((enum lot_mode)mode), name) == 0) {
            return mode;
        }
    }
    return -EINVAL;
}

static int set_mode(const struct setting *setting)
{
    int mode = mode_by_name(setting->text);
    if (mode >= 0) {
        *(enum lot_mode *)setting->target = (enum lot_mode)mode;
    }
    return mode < 0 ? mode : 0;
}

/* A bit for each mode. */
static int set_modes(const struct setting *setting)
{
    uint32_t set = strcmp(setting->text, "all") == 0 ? UINT32_MAX : 0;
    char *list = (char *)config_keep_text(setting->config, setting->text);
    char *rest = NULL;
    if (!list) {
        return -ENOMEM;
    }
    bool named = set == 0 && strcmp(list, "none") != 0;
    for (char *word = named ? strtok_r(list, " \t", &rest) : NULL; word;
         word = strtok_r(NULL, " \t", &rest)) {
        int mode = mode_by_name(word);
        if (mode < 0) {
            return mode;
        }
        set |= 1u << mode;
    }
    *(uint32_t *)setting->target = set;
    return named && set == 0 ? -EINVAL : 0;
}

static int set_rule(const struct setting *setting)
{
    for (int rule = LOT_RULE_WARN; rule < LOT_RULE_COUNT; rule++) {
        if (strcmp(lot_rule_name((enum lot_rule)rule), setting->text) == 0) {
            *(enum lot_rule *)setting->target = (enum lot_rule)rule;
            return 0;
        }
    }
    return -EINVAL;
}

static int set_numbers(const struct setting *setting)
{
    struct lot_span pattern = lot_span_of(setting->text);
    bool fine = pattern.size == 0 || lot_numbering_valid(pattern);
    return fine && lot_text_set(setting->target, pattern) == 0 ? 0 : -EINVAL;
}

static int set_rotation(const struct setting *setting)
{
    for (unsigned rotation = LOT_ROTATION_FEFO; rotation < LOT_ROTATION_COUNT; rotation++) {
        if (strcmp(lot_rotation_name((enum lot_rotation)rotation), setting->text) == 0) {
            *(enum lot_rotation *)setting->target = (enum lot_rotation)rotation;
            return 0;
        }
    }
    return -EINVAL;
}

static int set_format(const struct setting *setting)
{
    int format = lot_label_format_by_name(lot_span_of(setting->text));
    if (format >= 0) {
        *(enum lot_label_format *)setting->target = (enum lot_label_format)format;
    }
    return format < 0 ? -EINVAL : 0;
}

static int set_asking(const struct setting *setting)
{
    static const struct {
        const char *name;
        enum lot_printer_asking asking;
    } rows[] = {
        {"auto", LOT_PRINTER_ASK_AUTO},
        {"yes",  LOT_PRINTER_ASK     },
        {"no",   LOT_PRINTER_ASK_NOT },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].name, setting->text) == 0) {
            *(enum lot_printer_asking *)setting->target = rows[i].asking;
            return 0;
        }
    }
    return -EINVAL;
}

static int set_paths(const struct setting *setting)
{
    char *list = (char *)config_keep_text(setting->config, setting->text);
    const char **paths = config_keep(setting->config, (strlen(setting->text) + 2) * sizeof *paths);
    if (!list || !paths) {
        return -ENOMEM;
    }
    size_t count = 0;
    char *rest = NULL;
    for (char *word = strtok_r(list, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest)) {
        if (word[0] != '/') {
            return -EINVAL;
        }
        paths[count++] = word;
    }
    *(const char *const **)setting->target = count > 0 ? paths : NULL;
    return 0;
}

static int set_name(const struct setting *setting)
{
    *(const char **)setting->target = setting->text;
    return *setting->text ? 0 : -EINVAL;
}

static int set_lines(const struct setting *setting)
{
    static const char *const names[LOT_LINE_COUNT] = {
        [LOT_LINE_GREEN] = "green", [LOT_LINE_RED] = "red", [LOT_LINE_TONE] = "tone"};
    bool set[LOT_LINE_COUNT] = {false};
    char *list = (char *)config_keep_text(setting->config, setting->text);
    char *rest = NULL;
    if (!list) {
        return -ENOMEM;
    }
    for (char *word = strtok_r(list, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest)) {
        unsigned line = 0;
        while (line < LOT_LINE_COUNT && strcmp(names[line], word) != 0) {
            line++;
        }
        if (line == LOT_LINE_COUNT) {
            return -EINVAL;
        }
        set[line] = true;
    }
    memcpy(setting->target, set, sizeof set);
    return 0;
}

/* ", inquire, receive ..." */
#define X(symbol, name) ", " name
static const char modes[] = LOT_MODES(X);
#undef X

static const struct {
    int (*set)(const struct setting *setting);
    const char *text; /* what it takes; NULL: a number, with its range */
} kinds[CONFIG_KIND_COUNT] = {
    [CONFIG_TEXT] = {set_text,     "any text"                                                      },
    [CONFIG_INPUT] = {set_input,    "auto, or the paths of devices with blanks between"             },
    [CONFIG_BYTES] = {set_bytes,    "up to 8 characters, each itself or as \\xNN"                   },
    [CONFIG_BOOL] = {set_bool,     "yes or no"                                                     },
    [CONFIG_NUMBER] = {set_number,   NULL                                                            },
    [CONFIG_SECONDS] = {set_seconds,  NULL                                                            },
    [CONFIG_SMALL] = {set_small,    NULL                                                            },
    [CONFIG_OFFSET] = {set_offset,   NULL                                                            },
    [CONFIG_DECIMAL] = {set_decimal,  NULL                                                            },
    [CONFIG_PLACE] = {set_place,    "a location's code of up to 63 bytes that does not begin with @"},
    [CONFIG_MODE] = {set_mode,     modes + 2                                                       },
    [CONFIG_NUMBERS] = {set_numbers,
                     "text of up to 63 bytes with fields in braces, as {YY}{MM}{DD}-{n3}"          },
    [CONFIG_MODES] = {set_modes,    "all, none, or names of modes with blanks between"              },
    [CONFIG_RULE] = {set_rule,     "warn, approve or refuse"                                       },
    [CONFIG_ROTATION] = {set_rotation, "fefo, fifo or lifo"                                            },
    [CONFIG_FORMAT] = {set_format,   "png, svg, zpl, escpos, tspl or pdf"                            },
    [CONFIG_ASKING] = {set_asking,   "auto, yes or no"                                               },
    [CONFIG_PATHS] = {set_paths,    "the paths of files with blanks between"                        },
    [CONFIG_NAME] = {set_name,     "a name or a path"                                              },
    [CONFIG_LINES] = {set_lines,    "any of green, red and tone with blanks between"                },
};

int config_set(struct config *config, const struct config_option *option, const char *text,
               void *base)
{
    const struct setting setting = {config, option, config_keep_text(config, text),
                                    (char *)base + option->offset};
    return setting.text ? kinds[option->kind].set(&setting) : -ENOMEM;
}

void config_kind_text(const struct config_option *option, char *out, size_t size)
{
    if (kinds[option->kind].text) {
        snprintf(out, size, "%s", kinds[option->kind].text);
    } else {
        snprintf(out, size, "a %snumber from %ld to %ld",
                 option->kind == CONFIG_DECIMAL ? "" : "whole ", option->minimum, option->maximum);
    }
}
