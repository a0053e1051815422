/* SPDX-License-Identifier: MIT */
/*
 * Lost separators. A keyboard wedge that cannot type FNC1 leaves it out, or types something else:
 * then a lot swallows what follows it, "2100437" + "17160200" + "21925768618163" in one. Nothing is
 * split here; the split that makes the best sense is suggested, in brackets, for a person to judge.
 *
 * A value that is wrong is searched for any further elements that make it right. One that is right
 * but holds, at its end, a whole element with a check of its own (a date near today, a GTIN) is
 * suspicious; so is a long lot that ends in a serial number, when the scanner sent no separator at
 * all.
 */

#include "gs1.h"

#include "gs1_dates.h"

#define NEAR_YEARS       20  /* a date this far from today is no evidence */
#define LONG_VALUE       12u /* few lot numbers are longer */
#define SUBSTITUTE_MAX   5u  /* bytes typed for a separator: "{GS}", "\x1d" */
#define STRONG_VALUE_MIN 9u  /* one byte and the shortest element with a check: 17YYMMDD */

/* What a tail of elements is worth as evidence; below 0 it is none. */
enum {
    NO_ELEMENTS = -1,
    WEAK = 0, /* nothing in it proves itself; each proof adds one */
};

/* ---- elements in a tail --------------------------------------------------------------------- */

struct tail {
    const struct gs1_walk *walk;
    const struct gs1_row *swallower; /* whose value this is: it is not in its own tail */
    struct lot_span rest;
    const struct gs1_row *row; /* the element read last */
    struct lot_span value;
};

static bool is_taken(const struct tail *tail, const struct gs1_row *row)
{
    return row == tail->swallower || gs1_has(tail->walk, row->number);
}

/*
 * Reads the next element of a tail: one that states a fact, as those on lot labels do, and that the
 * scan does not have yet. One that needs a separator takes all that is left.
 */
static bool read_element(struct tail *tail)
{
    const struct gs1_row *row = gs1_find(tail->rest);
    if (!row || row->fact == GS1_NO_FACT || is_taken(tail, row)) {
        return false;
    }
    struct gs1_finding finding;
    struct lot_span behind = lot_span_part(tail->rest, row->id_size, tail->rest.size);
    struct lot_span value = lot_span_part(behind, 0, row->separator ? behind.size : row->max);
    if (!gs1_check(row, value, &finding)) {
        return false;
    }
    tail->row = row;
    tail->value = value;
    tail->rest = lot_span_part(behind, value.size, behind.size);
    return true;
}

/* True when chance does not easily make such a value. */
static bool proves_itself(const struct tail *tail)
{
    if (tail->row->separator || gs1_components(tail->row)->linters[0] == GS1_LINTER_none) {
        return false;
    }
    lot_date today = tail->walk->decoding->options->today;
    if (lot_fact_kind((enum lot_fact)tail->row->fact) != LOT_FACT_KIND_D ||
        today == LOT_DATE_NONE) {
        return true;
    }
    int years = gs1_date(tail->value.data, today) / 10000 - today / 10000;
    return years >= -NEAR_YEARS && years <= NEAR_YEARS;
}

bool gs1_begins_with_proof(const struct gs1_walk *walk, struct lot_span text)
{
    struct tail tail = {.walk = walk, .rest = text};
    return read_element(&tail) && proves_itself(&tail);
}

/* The worth of a tail that is elements through and through. */
static int worth(struct tail tail)
{
    int proofs = WEAK;
    do {
        if (!read_element(&tail)) {
            return NO_ELEMENTS;
        }
        proofs += proves_itself(&tail);
    } while (tail.rest.size > 0);
    return proofs;
}

/* ---- splits --------------------------------------------------------------------------------- */

static struct tail tail_of(const struct gs1_walk *walk, const struct gs1_row *row,
                           struct lot_span value, size_t from)
{
    return (struct tail){
        .walk = walk,
        .swallower = row,
        .rest = lot_span_part(value, from, value.size),
    };
}

/*
 * The size of a value without the text that stands for a separator at its end: what drivers type
 * for one, of characters that a value may hold.
 */
static size_t own_size(const struct gs1_row *row, struct lot_span value)
{
    static const char *const texts[] = {"<GS>", "<gs>", "%1D", "Alt029", "_"};
    struct gs1_finding finding;
    for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++) {
        struct lot_span text = lot_span_of(texts[t]);
        size_t size = value.size < text.size ? 0 : value.size - text.size;
        if (lot_span_equal(lot_span_part(value, size, text.size), text) &&
            gs1_check(row, lot_span(value.data, size), &finding)) {
            return size;
        }
    }
    return value.size;
}

/* The split of the highest worth, the first of equals; its worth. */
static int best_split(const struct gs1_walk *walk, const struct gs1_row *row, struct lot_span value,
                      struct gs1_split *out)
{
    int best = NO_ELEMENTS;
    struct gs1_finding finding;
    for (size_t head = row->min; head < value.size && head <= row->max; head++) {
        int found = worth(tail_of(walk, row, value, head));
        if (found == NO_ELEMENTS || !gs1_check(row, lot_span(value.data, head), &finding)) {
            continue;
        }
        size_t own = own_size(row, lot_span(value.data, head));
        found += head - own > 1; /* a separator written as text is a proof too */
        if (found > best) {
            best = found;
            *out = (struct gs1_split){row, value, .head = own, .tail = head};
        }
    }
    return best;
}

/* Bytes at this place that may stand for a separator: what follows them is elements. */
static bool find_substitute(const struct gs1_walk *walk, const struct gs1_row *row,
                            struct lot_span value, size_t at, struct gs1_split *out)
{
    struct gs1_finding finding;
    if (!gs1_check(row, lot_span_part(value, 0, at), &finding)) {
        return false;
    }
    for (size_t size = 1; size <= SUBSTITUTE_MAX; size++) {
        if (worth(tail_of(walk, row, value, at + size)) != NO_ELEMENTS) {
            *out = (struct gs1_split){.row = row, .value = value, .head = at, .tail = at + size};
            return true;
        }
    }
    return false;
}

bool gs1_find_split(const struct gs1_walk *walk, const struct gs1_row *row, struct lot_span value,
                    size_t at, struct gs1_split *out)
{
    return best_split(walk, row, value, out) != NO_ELEMENTS ||
           find_substitute(walk, row, value, at, out);
}

/* ---- suspicion ------------------------------------------------------------------------------ */

static bool has_letter(struct lot_span text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] >= 'A') {
            return true;
        }
    }
    return false;
}

/* A long lot, not of digits only, that ends in a serial number or variant. */
static bool is_likely(const struct gs1_walk *walk, const struct gs1_split *split)
{
    struct tail tail = tail_of(walk, split->row, split->value, split->tail);
    return split->row->fact == LOT_FACT_LOT && split->value.size >= LONG_VALUE &&
           has_letter(split->value) && read_element(&tail) &&
           (tail.row->fact == LOT_FACT_SERIAL || tail.row->fact == LOT_FACT_VARIANT);
}

/* True when a right value of a lot or serial looks as if it had swallowed what follows. */
static bool is_suspicious(const struct gs1_walk *walk, const struct gs1_row *row,
                          struct lot_span value, struct gs1_split *out)
{
    if (value.size < STRONG_VALUE_MIN || !row->separator ||
        (row->fact != LOT_FACT_LOT && row->fact != LOT_FACT_SERIAL)) {
        return false;
    }
    int found = best_split(walk, row, value, out);
    return found > WEAK || (found == WEAK && is_likely(walk, out));
}

/* ---- suggestions ---------------------------------------------------------------------------- */

/* Text that grows in out->text; full once something did not fit. */
struct writer {
    struct decoding *decoding;
    size_t begin;
    bool full;
};

static void write(struct writer *writer, struct lot_span bytes)
{
    writer->full |= bytes.size > 0 && decode_text(writer->decoding, bytes).size == 0;
}

static void write_element(struct writer *writer, const char *id, struct lot_span value)
{
    write(writer, LOT_LITERAL("("));
    write(writer, lot_span_of(id));
    write(writer, LOT_LITERAL(")"));
    for (size_t i = 0; i < value.size; i++) {
        if (value.data[i] == '(') {
            write(writer, LOT_LITERAL("\\"));
        }
        write(writer, lot_span_part(value, i, 1));
    }
}

static void write_split(struct writer *writer, const struct gs1_walk *walk,
                        const struct gs1_split *split)
{
    struct tail tail = tail_of(walk, split->row, split->value, split->tail);
    write_element(writer, split->row->id, lot_span(split->value.data, split->head));
    while (tail.rest.size > 0 && read_element(&tail)) {
        write_element(writer, tail.row->id, tail.value);
    }
}

/* The whole scan in brackets, with one of its values split; empty when there is no room. */
static struct lot_span suggestion(struct gs1_walk *walk, const struct gs1_split *split)
{
    struct lot_decoded *out = walk->decoding->out;
    struct writer writer = {.decoding = walk->decoding, .begin = out->text_used};
    size_t at = (size_t)(split->value.data - walk->decoding->origin);
    bool written = false;
    for (unsigned e = 0; e < out->element_count; e++) {
        if (out->elements[e].offset >= at && !written) {
            write_split(&writer, walk, split);
            written = true;
        }
        if (out->elements[e].offset != at) {
            write_element(&writer, out->elements[e].id, out->elements[e].value);
        }
    }
    if (!written) {
        write_split(&writer, walk, split);
    }
    if (writer.full) {
        out->text_used = writer.begin;
        return lot_span(NULL, 0);
    }
    return lot_span(out->text + writer.begin, out->text_used - writer.begin);
}

static void warn(struct gs1_walk *walk, const struct gs1_split *split)
{
    struct lot_span gap = lot_span(split->value.data + split->head, split->tail - split->head);
    struct lot_problem problem = decode_problem(walk->decoding, LOT_PROBLEM_LOST_SEPARATOR, gap);
    decode_id(problem.element, lot_span_of(split->row->id));
    problem.suggestion = suggestion(walk, split);
    decode_warning(walk->decoding, &problem);
}

void gs1_suggest_split(struct gs1_walk *walk)
{
    walk->decoding->out->error.suggestion = suggestion(walk, &walk->split);
}

void gs1_suspect_values(struct gs1_walk *walk)
{
    const struct lot_decoded *out = walk->decoding->out;
    for (unsigned e = 0; e < out->element_count; e++) {
        struct gs1_split split;
        if (is_suspicious(walk, walk->rows[e], out->elements[e].value, &split)) {
            warn(walk, &split);
        }
    }
}
