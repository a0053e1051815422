/* SPDX-License-Identifier: MIT */
/* One line for each scan: the same words on standard output and through the bus. */

#include "verdict.h"

#include "sentence.h"

size_t verdict_line_text(const struct verdict_line *line, char out[VERDICT_LINE_SIZE])
{
    struct sentence sentence;
    sentence_begin(&sentence, out, VERDICT_LINE_SIZE);
    sentence_put(&sentence, line->outcome);
    sentence_put(&sentence, " ");
    sentence_put(&sentence, line->code);
    sentence_put(&sentence, ": ");
    sentence_put(&sentence, line->message);
    return sentence_end(&sentence);
}

size_t verdict_line_json(const struct verdict_line *line, char out[VERDICT_LINE_SIZE])
{
    struct lot_json json;
    lot_json_begin(&json, out, VERDICT_LINE_SIZE);
    lot_json_object(&json, NULL);
    lot_json_bytes(&json, "scan", line->scan);
    lot_json_string(&json, "outcome", line->outcome);
    lot_json_string(&json, "code", line->code);
    lot_json_string(&json, "message", line->message);
    lot_json_array(&json, "movements");
    for (unsigned i = 0; i < line->movement_count; i++) {
        lot_json_uint(&json, NULL, line->movement[i]);
    }
    lot_json_array_end(&json);
    lot_json_object_end(&json);
    int length = lot_json_end(&json);
    return length > 0 ? (size_t)length : 0;
}
