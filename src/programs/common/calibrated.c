/* SPDX-License-Identifier: MIT */
/*
 * The calibration code is no code of the site's: decode and engine never see it. Where what arrives
 * is as configured, that is said; else the first thing that differs, a scan at a time.
 */

#include "calibrated.h"

#include <stdio.h>
#include <string.h>

struct lot_calibration_reader calibrated_reader(const struct config *config)
{
    return (struct lot_calibration_reader){
        .layout = config->scanner.layout, .variant = config->scanner.variant, .certain = true};
}

/* ---- lines ---------------------------------------------------------------------------------- */

/* As lotd.conf takes it: what is not plainly itself there is written \xNN. */
static void put_separator(const struct lot_calibration *found, char *out, size_t size)
{
    size_t used = (size_t)snprintf(out, size, "separator = ");
    for (size_t i = 0; i < found->written_size && used + 5 < size; i++) {
        uint8_t byte = found->written[i];
        bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                     (byte >= 'A' && byte <= 'Z') || memchr("|~^!$%&*_+", byte, 10) != NULL;
        used += (size_t)snprintf(out + used, size - used, plain ? "%c" : "\\x%02x", byte);
    }
}

static bool same_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool line_of_layout(const struct lot_calibration *found, const struct config *config,
                           char *out)
{
    const char *now = config->scanner.layout ? config->scanner.layout : "us";
    snprintf(out, CALIBRATED_LINE_SIZE, "layout = %s", found->layout);
    return strcmp(found->layout, now) != 0;
}

static bool line_of_variant(const struct lot_calibration *found, const struct config *config,
                            char *out)
{
    snprintf(out, CALIBRATED_LINE_SIZE, "variant = %s", found->variant);
    return !same_text(found->variant, config->scanner.variant);
}

static bool line_of_tab(const struct lot_calibration *found, const struct config *config, char *out)
{
    snprintf(out, CALIBRATED_LINE_SIZE, "tab = yes");
    return found->tab_ends && !config->scanner.tab_ends;
}

static bool line_of_separator(const struct lot_calibration *found, const struct config *config,
                              char *out)
{
    const struct lot_span now = lot_span(config->separator.data, config->separator.size);
    put_separator(found, out, CALIBRATED_LINE_SIZE);
    return found->separator == LOT_CALIBRATION_WRITTEN &&
           found->written_size <= CONFIG_SEPARATOR_MAX &&
           !lot_span_equal(now, lot_span(found->written, found->written_size));
}

bool calibrated_line(const struct lot_calibration *found, const struct config *config,
                     unsigned index, char out[CALIBRATED_LINE_SIZE])
{
    static bool (*const lines[])(const struct lot_calibration *found, const struct config *config,
                                 char *out) = {line_of_layout, line_of_variant, line_of_separator,
                                               line_of_tab};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (lines[i](found, config, out) && index-- == 0) {
            return true;
        }
    }
    return false;
}

/* ---- faults --------------------------------------------------------------------------------- */

const char *calibrated_fault(const struct lot_calibration *found, unsigned index)
{
    const struct {
        bool holds;
        const char *fault;
    } rows[] = {
        {found->caps_lock,                                                                          "Caps Lock is on: switch it off"},
        {found->separator == LOT_CALIBRATION_SILENT,
         "GS does not arrive: let the scanner send it as Ctrl+]"                                                                    },
        {found->separator == LOT_CALIBRATION_WRITTEN && found->written_size > CONFIG_SEPARATOR_MAX,
         "more than 8 bytes stand for GS: let the scanner send one"                                                                 },
        {found->separator == LOT_CALIBRATION_UNTOLD,
         "how GS is sent shows with the right layout: scan again then"                                                              },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].holds && index-- == 0) {
            return rows[i].fault;
        }
    }
    return NULL;
}

/* ---- what an operator is told --------------------------------------------------------------- */

static void put_text(struct lot_say *say, const char *text)
{
    (void)lot_text_set(&say->text, lot_span_part(lot_span_of(text), 0, LOT_TEXT_MAX));
}

void calibrated_say(const struct config *config, struct lot_span scan, enum lot_outcome *outcome,
                    struct lot_say *say)
{
    struct lot_calibration found;
    char line[CALIBRATED_LINE_SIZE];
    const struct lot_calibration_reader reader = calibrated_reader(config);
    *outcome = LOT_OUTCOME_ERROR;
    *say = (struct lot_say){.code = LOT_CODE_LAYOUT_UNKNOWN};
    if (lot_calibration_read(scan, &reader, &found) != 0) {
        return;
    }
    const char *fault = calibrated_fault(&found, 0);
    say->code = LOT_CODE_LAYOUT_DIFFERS;
    if (calibrated_line(&found, config, 0, line)) {
        put_text(say, line);
    } else if (fault) {
        say->code = LOT_CODE_SCANNER_FAULT;
        put_text(say, fault);
    } else {
        *outcome = LOT_OUTCOME_OK;
        say->code = LOT_CODE_CALIBRATED;
        put_text(say, found.host);
    }
}
