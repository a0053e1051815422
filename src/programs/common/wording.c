/* SPDX-License-Identifier: MIT */
/*
 * What an operator reads after a scan: a row of a table for each code of the engine. Sentences
 * name the thing, say what is wrong with it and what to do about it.
 */

#include "wording.h"

#include "sentence.h"

#include <stddef.h>
#include <string.h>

static const char *const templates[LOT_CODE_COUNT] = {
    [LOT_CODE_NOTHING] = "",

    [LOT_CODE_ASK_ANYTHING] = "scan a lot, an item, a location or a mode",
    [LOT_CODE_ASK_DOCUMENT] = "scan the document",
    [LOT_CODE_ASK_ITEM] = "scan the item",
    [LOT_CODE_ASK_LOT] =
        "scan the lot[ of {item}][: take {quantity} of][ {lot}][ at {place}][, use by {date}]",
    [LOT_CODE_ASK_SERIAL] = "scan the serial number[ of {item}][ lot {lot}]",
    [LOT_CODE_ASK_USE_BY] = "scan the use-by date[ of lot {lot}]",
    [LOT_CODE_ASK_FROM] = "scan the location that[ lot {lot}][ of {item}] comes from",
    [LOT_CODE_ASK_SSCC] = "scan the pallet[ at {place}] that[ lot {lot}][ of {item}] comes from",
    [LOT_CODE_ASK_QUANTITY] = "say how many[ of {item}][ lot {lot}][: {quantity}?]",
    [LOT_CODE_ASK_CHECK] = "say the check digits of {place}",
    [LOT_CODE_ASK_EMPTY] = "is {place} empty now? yes or no",
    [LOT_CODE_ASK_WEIGHT] = "scan or type the net weight in kg[ of {item}][ lot {lot}]",
    [LOT_CODE_ASK_TO] = "scan the location that[ lot {lot}][ of {item}] goes to[: {place}?]",
    [LOT_CODE_ASK_REASON] = "scan the reason[ for {item}][ lot {lot}]",
    [LOT_CODE_ASK_PRINTED] =
        "did the label of {item}[ lot {lot}] come out? scan LOTD-YES or LOTD-NO, or go on",

    [LOT_CODE_ASK_OPERATOR] = "scan your badge",
    [LOT_CODE_ASK_AGAIN] = "scan it again to take it, or NO",
    [LOT_CODE_ASK_APPROVAL] = "a supervisor's badge can approve it, or NO",
    [LOT_CODE_ASK_ACKNOWLEDGE] = "scan ACK to go on",

    [LOT_CODE_RECEIVED] = "received {quantity} of {item}[ lot {lot}] at {place}[, use by {date}]",
    [LOT_CODE_RECEIVED_APART] =
        "received {quantity} of {item}[ lot {lot}] at {place}[, use by {date}];"
        " {text} damaged at {other_place}",
    [LOT_CODE_PICKED] = "picked {quantity} of {item}[ lot {lot}][ at {place}][ for {document}]",
    [LOT_CODE_SHORTED] =
        "short: {quantity} of {item}[ lot {lot}] at {place}[ for {document}][, {text}];"
        " it will be counted",
    [LOT_CODE_SHIPPED] = "shipped {document}; movements: {quantity}",
    [LOT_CODE_MOVED] = "moved {quantity} of {item}[ lot {lot}][ from {other_place}] to {place}",
    [LOT_CODE_RETURNED] =
        "{quantity} of {item}[ lot {lot}] came back[ with {document}]; put it to {place}",
    [LOT_CODE_SENT_BACK] =
        "{quantity} of {item}[ lot {lot}] from {place} goes back[ with {document}][: {text}]",
    [LOT_CODE_UNIT_RECEIVED] =
        "received pallet {text}[ of {document}] at {place}; movements: {quantity}",
    [LOT_CODE_UNIT_PICKED] =
        "picked pallet {text}[ at {place}][ for {document}]; movements: {quantity}",
    [LOT_CODE_UNIT_MOVED] =
        "moved pallet {text}[ from {other_place}] to {place}; movements: {quantity}",
    [LOT_CODE_UNIT_INQUIRED] =
        "pallet {text} stands at {place}; lots on it: {quantity}[, first {item}][ lot {lot}]",
    [LOT_CODE_SCRAPPED] = "scrapped {quantity} of {item}[ lot {lot}][ at {place}]: {text}",
    [LOT_CODE_ADJUSTED] = "{item}[ lot {lot}] at {place} is {quantity} now: {text}",
    [LOT_CODE_COUNTED] = "counted {quantity} of {item}[ lot {lot}] at {place}",
    [LOT_CODE_COUNT_BOOKED] =
        "counted {quantity} of {item}[ lot {lot}] at {place}; stock is put right",
    [LOT_CODE_COUNT_AGAIN] =
        "counted {quantity} of {item}[ lot {lot}] at {place}: not what is on record; count again",
    [LOT_CODE_PLACE_COUNTED] = "{place} is counted[; lots that are gone: {quantity}]",
    [LOT_CODE_INPUT_TAKEN] = "{quantity} of {item}[ lot {lot}] from {place} goes in",
    [LOT_CODE_TRANSFORMED] = "made {quantity} of {item}[ lot {lot}] at {place}[, use by {date}]",
    [LOT_CODE_AS_RECORDED] = "{item}[ lot {lot}] at {place}: {quantity}, as on record",
    [LOT_CODE_MOVED_ALL] = "moved all from {other_place} to {place}; lots: {quantity}",
    [LOT_CODE_UNDONE] = "took back the {text} of {quantity} of {item}[ lot {lot}]",
    [LOT_CODE_LABELLED] = "labels of {item}[ lot {lot}] queued: {quantity}",
    [LOT_CODE_LABEL_PRINTED] = "the label of {item}[ lot {lot}] came out",
    [LOT_CODE_LABEL_AGAIN] = "the label of {item}[ lot {lot}] is printed again",
    [LOT_CODE_INQUIRED] =
        "{item}[ lot {lot}]: {quantity} in stock[, first at {place}][, use by {date}][, {text}]",
    [LOT_CODE_MODE] = "mode {text}[; what was half filled is dropped: {item}][ lot {lot}]",
    [LOT_CODE_CANCELLED] = "cancelled; nothing was booked",
    [LOT_CODE_DONE] = "done",
    [LOT_CODE_TIMED_OUT] = "waited too long; what was half filled is dropped",
    [LOT_CODE_TAKEN] = "taken",
    [LOT_CODE_TYPED] = "typed {text}",
    [LOT_CODE_SIGNED_IN] = "{text} is signed in",
    [LOT_CODE_SIGNED_OUT] =
        "{text} is signed out[; what was half filled is dropped: {item}][ lot {lot}]",
    [LOT_CODE_APPROVED] = "{text} approves it",
    [LOT_CODE_ACKNOWLEDGED] = "acknowledged; nothing was booked",
    [LOT_CODE_REPEATED] = "once more",

    [LOT_CODE_DOUBLE_READ] = "read twice; counted once",

    [LOT_CODE_CONFIRM_ITEM] = "item {item} is not on record",
    [LOT_CODE_CONFIRM_LOT] = "lot {lot} of {item} is not on record",
    [LOT_CODE_CONFIRM_SERIAL] = "serial {text} of {item}[ lot {lot}] is not on record",
    [LOT_CODE_COUNT_DIFFERS] = "{item}[ lot {lot}] at {place} differs by {quantity}",
    [LOT_CODE_NOT_COUNTED] = "{item}[ lot {lot}] at {place} was not counted",
    [LOT_CODE_CONFIRM_PLACE] = "location {place} is not on record",
    [LOT_CODE_NOT_FIRST_OUT] = "lot {lot}[ expires {date}], but lot {other_lot}[ ({other_date})]"
                               "[ at {place}] goes first",
    [LOT_CODE_PAST_BEST_BEFORE] = "lot {lot} of {item} is past its best before {date}",
    [LOT_CODE_TO_QUARANTINE] =
        "lot {lot} of {item}[ expires {date}]: too little life left, it goes to {place}",
    [LOT_CODE_NOT_SENT] =
        "only {quantity} of {item}[ lot {lot}] went out[ for {document}] and is not back",
    [LOT_CODE_SUBSTITUTE] = "{document} wants {text}; {item} may stand in",
    [LOT_CODE_OVER_ORDERED] = "{document} has only {quantity} of {item} left",
    [LOT_CODE_STILL_OPEN] = "{document} still lacks {quantity} of {item}",
    [LOT_CODE_OUTLIVES] =
        "lot {lot} of {item} would outlive lot {other_lot}[ ({other_date})] that goes in",
    [LOT_CODE_LARGE_QUANTITY] = "{quantity} is a large quantity",

    [LOT_CODE_UNREADABLE] = "the code is damaged: {text}",
    [LOT_CODE_NOT_UNDERSTOOD] = "{text} answers no question; nothing was booked",
    [LOT_CODE_NOT_NOW] = "{text} makes no sense here",
    [LOT_CODE_TOO_LONG] = "the {text} is longer than 63 bytes",
    [LOT_CODE_CONTRADICTION] = "this is another {text}; finish[ lot {lot}][ of {item}] first,"
                               " or cancel",
    [LOT_CODE_UNKNOWN_ITEM] = "item {item} is not on record",
    [LOT_CODE_UNKNOWN_LOT] = "lot {lot}[ of {item}] is not on record",
    [LOT_CODE_UNKNOWN_SERIAL] = "serial {text} of {item}[ lot {lot}] is not on record",
    [LOT_CODE_SERIAL_ELSEWHERE] = "serial {text} of {item} is lot {lot} at {place}",
    [LOT_CODE_UNKNOWN_UNIT] = "nothing is on record for pallet {text}",
    [LOT_CODE_UNIT_ELSEWHERE] = "pallet {text} stands at {place}",
    [LOT_CODE_UNIT_RECEIVED_BEFORE] = "pallet {text} was received before",
    [LOT_CODE_UNKNOWN_PLACE] = "location {place} is not on record",
    [LOT_CODE_UNKNOWN_DOCUMENT] = "document {document} is not on record",
    [LOT_CODE_UNKNOWN_REASON] = "reason {text} is not on record",
    [LOT_CODE_WRONG_DOCUMENT] = "document {document} is closed or of another kind",
    [LOT_CODE_NOT_ORDERED] = "{item} is not on {document}",
    [LOT_CODE_EXPIRED] = "lot {lot} of {item} expired on {date}",
    [LOT_CODE_SHORT_LIFE] =
        "lot {lot} of {item} expires {date}; {quantity} days of life are required",
    [LOT_CODE_WRONG_LOT] = "{document} wants lot {other_lot} of {item}, not {lot}",
    [LOT_CODE_SECOND_LOT] =
        "{document} has lot {other_lot} of {item}, and one lot a line: not {lot}",
    [LOT_CODE_OLDER_THAN_SENT] = "lot {lot} of {item} ({date}) is older than {other_lot}"
                                 " ({other_date}), which the customer was sent",
    [LOT_CODE_DATE_DIFFERS] =
        "lot {lot} of {item} has {other_date} on record, not {date}; check the label",
    [LOT_CODE_LOT_STOPPED] = "lot {lot} of {item} is stopped: {text}",
    [LOT_CODE_NOT_RECEIVED] =
        "only {quantity} of {item}[ lot {lot}] came[ with {document}] and did not go back",
    [LOT_CODE_PLACE_STOPPED] = "what lies at {place} is in quarantine",
    [LOT_CODE_NOT_ENOUGH] = "there are only {quantity} of {item}[ lot {lot}][ at {place}]",
    [LOT_CODE_NOT_SHORT] =
        "{quantity} of {item}[ lot {lot}] at {place} is all that is wanted; say less",
    [LOT_CODE_NO_MIXING] =
        "{item}[ lot {lot}] may not lie at {place} with {text}[ lot {other_lot}]",
    [LOT_CODE_WRONG_CHECK] = "these are not the check digits of {place}",
    [LOT_CODE_NOTHING_THERE] = "nothing lies at {place}",
    [LOT_CODE_NO_QUARANTINE] = "there is no quarantine[: {place} is not on record as one]; set"
                               " quarantine in the section engine of lotd.conf",
    [LOT_CODE_NO_STOCK] = "there is no stock of {item}[ lot {lot}]",
    [LOT_CODE_SAME_PLACE] = "it is at {place} already; scan another location",
    [LOT_CODE_BAD_QUANTITY] = "{text} is not a quantity of this item",
    [LOT_CODE_NOTHING_TO_UNDO] = "there is nothing to undo",
    [LOT_CODE_CANNOT_UNDO] = "{item}[ lot {lot}] is not at {place} any more; it cannot be undone",
    [LOT_CODE_NO_INPUTS] = "nothing was taken yet that it is made of; scan that first",
    [LOT_CODE_TOO_MANY_INPUTS] = "at most 16 lots go into one; make something of these first",
    [LOT_CODE_LOT_EXISTS] = "lot {lot} of {item} is on record; what is made has a lot of its own",
    [LOT_CODE_COUNT_STAYS] = "the last was a count that booked nothing; count it again instead",
    [LOT_CODE_STILL_TO_COUNT] = "{item}[ lot {lot}] at {place} is to be counted again first",
    [LOT_CODE_NOTHING_TO_SHIP] = "nothing is picked for {document}",
    [LOT_CODE_TOO_MANY] = "[{document}][{place}]: more than 32 movements at once; do it in parts",

    [LOT_CODE_SIGN_IN_FIRST] = "nobody is signed in; scan your badge first",
    [LOT_CODE_UNKNOWN_OPERATOR] = "operator {text} is not on record, or works here no more",
    [LOT_CODE_NOT_ALLOWED] = "your role has no mode {text}",
    [LOT_CODE_NOT_SUPERVISOR] = "{text} is no supervisor; this wants a supervisor's badge",
    [LOT_CODE_OWN_APPROVAL] = "{text} does it and cannot approve it; another person must",
    [LOT_CODE_ACKNOWLEDGE_FIRST] = "a warning is pending: answer it first",

    [LOT_CODE_LEDGER_REFUSED] = "the ledger refused it; nothing was booked",
    [LOT_CODE_LEDGER_FAILED] = "the ledger failed; nothing was taken",

    [LOT_CODE_CALIBRATED] = "this scanner types on the layout configured[: {text}]",
    [LOT_CODE_LAYOUT_DIFFERS] = "this scanner is not as configured: set[ {text}] in the section"
                                " scanner of lotd.conf, then scan this again",
    [LOT_CODE_LAYOUT_UNKNOWN] = "no keyboard layout that is known explains what this scanner sends;"
                                " set it to US",
    [LOT_CODE_SCANNER_FAULT] = "this scanner is not as it should be[: {text}]",
};

static enum argument put_text(struct sentence *sentence, const void *value)
{
    const struct lot_text *text = value;
    sentence_put_bytes(sentence, lot_text_span(text));
    return text->size > 0 ? ARGUMENT_PUT : ARGUMENT_NONE;
}

static enum argument put_date(struct sentence *sentence, const void *value)
{
    const lot_date *date = value;
    sentence_put_date(sentence, *date);
    return *date != LOT_DATE_NONE ? ARGUMENT_PUT : ARGUMENT_NONE;
}

static const struct {
    const char *name;
    size_t offset;
    enum argument (*put)(struct sentence *sentence, const void *value);
} arguments[] = {
    {"item",        offsetof(struct lot_say, item),        put_text},
    {"lot",         offsetof(struct lot_say, lot),         put_text},
    {"place",       offsetof(struct lot_say, place),       put_text},
    {"document",    offsetof(struct lot_say, document),    put_text},
    {"other_lot",   offsetof(struct lot_say, other_lot),   put_text},
    {"other_place", offsetof(struct lot_say, other_place), put_text},
    {"text",        offsetof(struct lot_say, text),        put_text},
    {"date",        offsetof(struct lot_say, date),        put_date},
    {"other_date",  offsetof(struct lot_say, other_date),  put_date},
};

static enum argument put_argument_of_say(struct sentence *sentence, const void *subject,
                                         struct lot_span name)
{
    const struct lot_say *say = subject;
    for (size_t i = 0; i < sizeof arguments / sizeof arguments[0]; i++) {
        if (lot_span_equal(name, lot_span_of(arguments[i].name))) {
            return arguments[i].put(sentence, (const char *)say + arguments[i].offset);
        }
    }
    if (!lot_span_equal(name, LOT_LITERAL("quantity"))) {
        return ARGUMENT_UNKNOWN;
    }
    sentence_put_number(sentence, say->quantity, say->decimals);
    return say->quantity != 0 ? ARGUMENT_PUT : ARGUMENT_ZERO;
}

size_t wording_say(const struct lot_say *say, char out[WORDING_SIZE])
{
    struct sentence sentence;
    sentence_begin(&sentence, out, WORDING_SIZE);
    sentence_expand(&sentence, wording_say_template(say->code), put_argument_of_say, say);
    return sentence_end(&sentence);
}

const char *wording_say_template(enum lot_code code)
{
    return code < LOT_CODE_COUNT && templates[code] ? templates[code] : "";
}

size_t wording_bytes(struct lot_span bytes, char *out, size_t size)
{
    struct sentence sentence;
    sentence_begin(&sentence, out, size);
    sentence_put_bytes(&sentence, bytes);
    return sentence_end(&sentence);
}
