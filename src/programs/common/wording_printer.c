/* SPDX-License-Identifier: MIT */
/* What a printer says of itself, or does not say, as something that a person can act on. */

#include "wording.h"

#include "sentence.h"

#include <string.h>

static const char *const templates[LOT_PRINTER_STATE_COUNT] = {
    [LOT_PRINTER_READY] = "printer {printer} is well again",
    [LOT_PRINTER_HEAD_OPEN] = "printer {printer} is open; close its head",
    [LOT_PRINTER_PAPER_OUT] = "printer {printer} is out of labels; load some",
    [LOT_PRINTER_RIBBON_OUT] = "printer {printer} is out of ribbon; load some",
    [LOT_PRINTER_JAMMED] = "printer {printer} is jammed; clear it",
    [LOT_PRINTER_FAULTY] = "printer {printer} reports a fault; look at it",
    [LOT_PRINTER_PAUSED] = "printer {printer} is paused; press its button",
    [LOT_PRINTER_OFFLINE] =
        "printer {printer} cannot be reached[ ({text})]; check its power, cable and network",
    [LOT_PRINTER_NO_ANSWER] =
        "printer {printer} does not answer; it may be out of labels or ribbon, open, or off",
    [LOT_PRINTER_STRANGE_ANSWER] =
        "printer {printer} answers in another language; check its format in lotd.conf",
    [LOT_PRINTER_BROKE_OFF] = "printer {printer} hung up in the middle[ ({text})]; look at it",
};

struct subject {
    const char *target, *text;
};

static enum argument put(struct sentence *sentence, const void *user, struct lot_span name)
{
    const struct subject *subject = user;
    bool printer = lot_span_equal(name, LOT_LITERAL("printer"));
    if (!printer && !lot_span_equal(name, LOT_LITERAL("text"))) {
        return ARGUMENT_UNKNOWN;
    }
    const char *value = printer ? subject->target : subject->text;
    sentence_put_bytes(sentence, lot_span_of(value));
    return *value ? ARGUMENT_PUT : ARGUMENT_NONE;
}

size_t wording_printer(const char *target, const struct lot_sent_report *report,
                       char out[WORDING_SIZE])
{
    const char *system = report->error < 0 ? strerror(-report->error) : "";
    const struct subject subject = {target, report->text && *report->text ? report->text : system};
    struct sentence sentence;
    sentence_begin(&sentence, out, WORDING_SIZE);
    sentence_expand(&sentence, templates[report->printer], put, &subject);
    return sentence_end(&sentence);
}
