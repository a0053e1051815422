/* SPDX-License-Identifier: MIT */
/*
 * Which layouts explain what arrived of the calibration text: each common one is tried as the
 * scanner's, with a host that reads as it is known to, and as the host's, with a scanner that types
 * on a US keyboard; Caps Lock off and on. Nothing is kept compiled: this is done once a scanner.
 */

#include "calibration.h"
#include "keymap.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A layout's keys, Caps Lock off and on. */
struct boards {
    struct board caps[2];
};

struct trial {
    struct boards us, reader, tried;
    char reader_name[LOT_CALIBRATION_NAME_SIZE];
    struct calibration_text text;
    struct lot_layout layout;
    unsigned sure; /* of so many keys the best explanation is certain; 0: there is none */
    struct lot_calibration *out;
};

/* Who types on what, and who reads it by what. */
struct guess {
    const struct boards *scanner, *host;
    const char *layout, *variant; /* of the scanner */
    const char *told;             /* the layout that the guess is about */
    const struct host_layout *differences;
};

static int make_boards(struct boards *boards, const char *layout, const char *variant)
{
    struct xkb_keymap *keymap = NULL;
    int error = keymap_new(&keymap, layout, variant);
    for (int caps = 0; caps < 2 && error == 0; caps++) {
        error = board_make(&boards->caps[caps], keymap, caps);
    }
    keymap_free(keymap);
    return error;
}

static void put_name(char out[LOT_CALIBRATION_NAME_SIZE], const char *layout, const char *variant)
{
    bool varied = variant && *variant;
    snprintf(out, LOT_CALIBRATION_NAME_SIZE, varied ? "%s(%s)" : "%s", layout, variant);
}

static void copy(char out[LOT_CALIBRATION_NAME_SIZE], const char *text)
{
    snprintf(out, LOT_CALIBRATION_NAME_SIZE, "%s", text ? text : "");
}

/* ---- what an explanation tells -------------------------------------------------------------- */

static unsigned sure_keys(const struct lot_layout *layout)
{
    unsigned count = 0;
    for (unsigned i = 0; i < ASCII_COUNT; i++) {
        count += layout->stroke[i].size > 0;
    }
    return count;
}

static bool is_separator_key(const struct trial *trial, struct lot_span came)
{
    const struct keystroke *separator = &trial->layout.separator;
    return lot_span_equal(came, LOT_LITERAL("\x1d")) || lot_span_equal(came, LOT_LITERAL("\x1b")) ||
           lot_span_equal(came, LOT_LITERAL("\0")) ||
           (separator->size > 0 &&
            lot_span_equal(came, lot_span(separator->text, separator->size)));
}

/* What was written for GS, put right; as it came where that cannot be. */
static void put_written(const struct trial *trial, struct lot_span came)
{
    struct lot_calibration *out = trial->out;
    struct lot_repair repair;
    if (lot_layout_repair(&trial->layout, came, &repair) == 0 && repair.spot_count == 0) {
        came = lot_span(repair.text, repair.size);
    }
    out->written_size = came.size < sizeof out->written ? came.size : sizeof out->written;
    memcpy(out->written, came.data, out->written_size);
}

/* A scanner set to another layout than the host reads by presses other keys for GS as well. */
static void put_separator(const struct trial *trial, bool hidden)
{
    struct lot_span came = trial->text.separator;
    trial->out->written_size = 0;
    if (came.size == 0 && !hidden) {
        trial->out->separator = LOT_CALIBRATION_SILENT;
    } else if (is_separator_key(trial, came)) {
        trial->out->separator = LOT_CALIBRATION_GS;
    } else if (hidden) {
        trial->out->separator = LOT_CALIBRATION_UNTOLD;
    } else {
        trial->out->separator = LOT_CALIBRATION_WRITTEN;
        put_written(trial, came);
    }
}

static void put_explanation(struct trial *trial, const struct guess *guess, bool caps)
{
    struct lot_calibration *out = trial->out;
    bool reader = guess->host == &trial->reader;
    copy(out->layout, guess->layout);
    copy(out->variant, guess->variant);
    copy(out->host, reader ? trial->reader_name : guess->told);
    out->alike_count = 0;
    out->caps_lock = caps;
    out->tab_ends = trial->text.ending.size > 0 && trial->text.ending.data[0] == '\t';
    put_separator(trial, guess->scanner != guess->host && reader);
}

static void put_alike(struct trial *trial, const struct guess *guess)
{
    struct lot_calibration *out = trial->out;
    for (unsigned i = 0; i < out->alike_count; i++) {
        if (strcmp(out->alike[i], guess->told) == 0) {
            return;
        }
    }
    if (out->alike_count < LOT_CALIBRATION_ALIKE_MAX) {
        copy(out->alike[out->alike_count++], guess->told);
    }
}

/* ---- guesses -------------------------------------------------------------------------------- */

static void try_guess(struct trial *trial, const struct guess *guess)
{
    for (int caps = 0; caps < 2; caps++) {
        layout_join(&trial->layout, &guess->scanner->caps[0], &guess->host->caps[caps]);
        host_layout_differ(&trial->layout, guess->differences);
        unsigned sure = sure_keys(&trial->layout);
        if (sure < trial->sure || !calibration_explains(&trial->layout, &trial->text)) {
            continue;
        }
        if (sure > trial->sure) {
            trial->sure = sure;
            put_explanation(trial, guess, caps);
        } else {
            put_alike(trial, guess);
        }
    }
}

/* The same layout under another name was tried before. */
static bool is_double(unsigned index)
{
    const struct host_layout *row = &host_layouts[index];
    for (unsigned i = 0; i < index && !row->differences; i++) {
        const struct host_layout *other = &host_layouts[i];
        if (!other->differences && strcmp(other->layout, row->layout) == 0 &&
            strcmp(other->variant ? other->variant : "", row->variant ? row->variant : "") == 0) {
            return true;
        }
    }
    return false;
}

static int try_row(struct trial *trial, const struct host_layout *row, bool host_too)
{
    char name[LOT_CALIBRATION_NAME_SIZE];
    int error = make_boards(&trial->tried, row->layout, row->variant);
    if (error < 0) {
        return error == -EINVAL ? 0 : error; /* this machine's xkb lacks it */
    }
    put_name(name, row->layout, row->variant);
    if (!row->differences) {
        const struct guess scanner = {&trial->tried, &trial->reader, row->layout,
                                      row->variant,  name,           NULL};
        try_guess(trial, &scanner);
    }
    if (host_too) {
        const struct guess host = {
            &trial->us, &trial->tried, "us", NULL, row->differences ? row->name : name, row};
        try_guess(trial, &host);
    }
    return 0;
}

/* The host and the scanner agree: nothing else needs to be thought of. */
static int try_agreement(struct trial *trial, const struct lot_calibration_reader *who)
{
    const char *layout = who->layout && *who->layout ? who->layout : "us";
    int error = make_boards(&trial->us, "us", NULL);
    error = error < 0 ? error : make_boards(&trial->reader, layout, who->variant);
    if (error < 0) {
        return error;
    }
    put_name(trial->reader_name, layout, who->variant);
    const struct guess agreed = {&trial->reader, &trial->reader,     layout,
                                 who->variant,   trial->reader_name, NULL};
    try_guess(trial, &agreed);
    return 0;
}

int lot_calibration_read(struct lot_span scan, const struct lot_calibration_reader *reader,
                         struct lot_calibration *out)
{
    if (!lot_calibration_likely(scan)) {
        return 1;
    }
    struct trial *trial = calloc(1, sizeof *trial);
    if (!trial) {
        return -ENOMEM;
    }
    *out = (struct lot_calibration){0};
    trial->out = out;
    calibration_strip(&trial->text, scan);
    int error = try_agreement(trial, reader);
    bool agreed = trial->sure > 0;
    for (unsigned i = 0; i < host_layout_count && error == 0 && !agreed; i++) {
        error = is_double(i) ? 0 : try_row(trial, &host_layouts[i], !reader->certain);
    }
    unsigned sure = trial->sure;
    free(trial);
    return error < 0 ? error : sure > 0 ? 0 : 1;
}
