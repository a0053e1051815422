/* SPDX-License-Identifier: MIT */
/* Pictures to files and terminals. */

#include "picture.h"

#include "complain.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define COLUMNS_UNTOLD 100
#define NAME_MOST      4096

int picture_format(const struct request *request, enum lot_label_format fallback)
{
    const char *output = request->option[OPTION_OUTPUT].text;
    const char *dot = output ? strrchr(output, '.') : NULL;
    int format = dot ? lot_label_format_by_name(lot_span_of(dot + 1)) : -EINVAL;
    if (request_has(request, OPTION_FORMAT)) {
        format = lot_label_format_by_name(request_text(request, OPTION_FORMAT));
        if (format < 0) {
            complain(EXIT_USAGE, "there is no format '%s': png, svg, zpl, escpos, tspl or pdf",
                     request->option[OPTION_FORMAT].text);
        }
        return format;
    }
    return format >= 0 ? format : (int)fallback;
}

/* ---- files ---------------------------------------------------------------------------------- */

static int write_file(const char *path, struct lot_span bytes)
{
    struct output file;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    int error = fd < 0 ? -errno : output_init(&file, fd);
    if (error == 0) {
        output_bytes(&file, bytes);
        error = output_done(&file);
    }
    if (fd >= 0 && close(fd) < 0 && error == 0) {
        error = -errno;
    }
    return error < 0 ? complain(EXIT_FAILED, "%s: %s", path, strerror(-error)) : EXIT_DONE;
}

/* "sheet.png" and 2 -> "sheet-2.png". */
static bool number_name(const char *path, size_t page, char out[NAME_MOST])
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    int stem = dot ? (int)(dot - path) : (int)strlen(path);
    int size = page < 2 ? snprintf(out, NAME_MOST, "%s", path)
                        : snprintf(out, NAME_MOST, "%.*s-%zu%s", stem, path, page, path + stem);
    return size >= 0 && size < NAME_MOST;
}

int picture_write(const struct request *request, struct lot_span bytes, size_t page,
                  struct output *out)
{
    char name[NAME_MOST];
    const char *path = request->option[OPTION_OUTPUT].text;
    if (strcmp(path, "-") == 0) {
        output_bytes(out, bytes);
        return EXIT_DONE;
    }
    return number_name(path, page, name)
               ? write_file(name, bytes)
               : complain(EXIT_FAILED, "%s: %s", path, strerror(ENAMETOOLONG));
}

/* ---- the terminal --------------------------------------------------------------------------- */

static int columns_of(int terminal)
{
    struct winsize size;
    bool told = ioctl(terminal, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return told ? size.ws_col : COLUMNS_UNTOLD;
}

static bool has_shades(int terminal)
{
    const char *kind = getenv("TERM");
    return isatty(terminal) && kind && strcmp(kind, "dumb") != 0 && !getenv("NO_COLOR");
}

int picture_preview(const struct lot_drawing *drawing, struct output *out)
{
    struct lot_bytes text;
    int error = lot_drawing_preview(drawing, columns_of(out->fd), has_shades(out->fd), &text);
    if (error == 0) {
        output_bytes(out, lot_span(text.data, text.size));
        lot_bytes_done(&text);
    }
    return error;
}
