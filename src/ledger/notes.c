/* SPDX-License-Identifier: MIT */
/*
 * What a step notes besides movements: who signed in and out, who approved what, what time dropped.
 * Each is an event of the journal, in the transaction of the scan that made it.
 */

#include "notes.h"

#include <errno.h>

#include "journal.h"

#define NOTE_TEXT_SIZE                                                                             \
    2560u /* four texts of LOT_TEXT_MAX bytes, each of them escaped, and in hex */

static const enum lot_ledger_event events[] = {
    [LOT_NOTE_SIGN_IN] = LOT_LEDGER_EVENT_SIGN_IN,
    [LOT_NOTE_SIGN_OUT] = LOT_LEDGER_EVENT_SIGN_OUT,
    [LOT_NOTE_APPROVAL] = LOT_LEDGER_EVENT_APPROVAL,
    [LOT_NOTE_DROPPED] = LOT_LEDGER_EVENT_DROPPED,
};

static void put_text(struct lot_json *json, const char *key, const struct lot_text *text)
{
    if (text->size > 0) {
        lot_json_bytes(json, key, lot_text_span(text));
    }
}

/* Only what there is to say; the length, or negative. */
static int note_text(const struct lot_note *note, uint64_t scan, char out[NOTE_TEXT_SIZE])
{
    struct lot_json json;
    lot_json_begin(&json, out, NOTE_TEXT_SIZE);
    lot_json_object(&json, NULL);
    put_text(&json, "operator", &note->operator_id);
    put_text(&json, "approver", &note->approver);
    if (note->doubt != LOT_DOUBT_NONE) {
        lot_json_string(&json, "doubt", lot_doubt_name(note->doubt));
    }
    put_text(&json, "item", &note->item);
    put_text(&json, "lot", &note->lot);
    if (note->why[0]) {
        lot_json_string(&json, "why", note->why);
    }
    if (scan != 0) {
        lot_json_uint(&json, "scan", scan);
    }
    lot_json_object_end(&json);
    return lot_json_end(&json);
}

int notes_record(struct lot_ledger *ledger, const struct lot_commit *commit, uint64_t scan)
{
    for (unsigned i = 0; i < commit->note_count; i++) {
        const struct lot_note *note = &commit->note[i];
        char text[NOTE_TEXT_SIZE];
        int size = note_text(note, scan, text);
        if (size < 0) {
            return -EMSGSIZE;
        }
        int error =
            journal_event(ledger, events[note->kind], note->time, lot_span(text, (size_t)size));
        if (error < 0) {
            return error;
        }
    }
    return 0;
}
