/* SPDX-License-Identifier: MIT */
/*
 * GS1 Digital Link (GS1 Digital Link Standard: URI Syntax): elements as a web address.
 *
 *   https://id.gs1.org/01/09521234543213/10/ABC%2F1/21/7?17=270331&linkType=gs1:pip#top
 *
 * The path ends in a key, its value, and qualifiers with theirs; whatever stands before the key
 * belongs to the site. Parameters whose name is digits are attributes, others mean nothing here,
 * nor does the fragment. Host and path may be anyone's: they are not followed, only read.
 *
 * A GTIN has 14 digits; many links lack the zeros in front, which a site may allow.
 *
 * Instead, the path's last segment may be all elements compressed, or all but the key before it:
 *
 *   https://id.gs1.org/AQnYUc1gmiCNV4JG      https://id.gs1.org/01/05412345000013/EEarwSM
 *
 * Some printers mark the symbol of a link as one of element strings; no identifier begins with a
 * letter, so it is read as what it is.
 *
 * An address without a key is no code of a trade item: site patterns may know it, and if none does
 * it is an error, since a person expects something of a code that is a link.
 */

#include "digital_link.h"

#include "characters.h"

#define GTIN_SIZE     14u
#define GTIN_SIZE_MIN 8u

/* ---- the parts of an address ---------------------------------------------------------------- */

/* The size of "http:" or "https:" at the front, letters of either case, else 0. */
static size_t scheme_size(struct lot_span data)
{
    static const char scheme[] = "https:";
    size_t at = 0;
    for (size_t i = 0; scheme[i] != '\0'; i++) {
        if (at < data.size && (data.data[at] | 0x20) == scheme[i]) {
            at++;
        } else if (scheme[i] != 's') {
            return 0;
        }
    }
    return at;
}

struct lot_span link_cut_before(struct lot_span *rest, uint8_t byte)
{
    const uint8_t *found = rest->size > 0 ? memchr(rest->data, byte, rest->size) : NULL;
    struct lot_span part = lot_span(rest->data, found ? (size_t)(found - rest->data) : rest->size);
    *rest = lot_span(rest->data + part.size, rest->size - part.size);
    return part;
}

/* True when the data is an address; *link are then its parts. */
static bool open_link(struct link *link, struct decoding *decoding)
{
    size_t scheme = scheme_size(decoding->data);
    if (scheme == 0) {
        return false;
    }
    gs1_begin(&link->walk, decoding, GS1_PERCENT);
    link->plain = link->compressed = lot_span(NULL, 0);
    link->key_count = 0;
    struct lot_span rest = lot_span_part(decoding->data, scheme, decoding->data.size);
    bool slashes = lot_span_starts(rest, LOT_LITERAL("//"));
    rest = lot_span_part(rest, slashes ? 2 : 0, rest.size);
    rest = link_cut_before(&rest, '#');
    link->path = link_cut_before(&rest, '?');
    link->query = lot_span_part(rest, 1, rest.size);
    link->authority = lot_span(link->path.data, 0);
    if (slashes) {
        link->authority = link_cut_before(&link->path, '/');
    }
    return true;
}

static bool is_among(uint8_t byte, const char *bytes)
{
    return memchr(bytes, byte, strlen(bytes)) != NULL;
}

static bool is_letter_or_digit(uint8_t byte)
{
    return is_digit(byte) || is_capital(byte) || (byte >= 'a' && byte <= 'z');
}

/* The first byte that is neither a letter, nor a digit, nor one of others. */
static struct lot_span find_foreign(struct lot_span text, const char *others)
{
    for (size_t i = 0; i < text.size; i++) {
        if (!is_letter_or_digit(text.data[i]) && !is_among(text.data[i], others)) {
            return lot_span(text.data + i, 1);
        }
    }
    return lot_span(NULL, 0);
}

/* A host there must be; of user names none is heard of in a code. (RFC 3986, 2 and 3.2) */
static void judge_address(struct link *link)
{
    struct lot_span foreign = find_foreign(link->walk.decoding->data, "-._~:/?#[]@!$&'()*+,;=%");
    if (foreign.size == 0) {
        foreign = find_foreign(link->authority, "-.:[]");
    }
    if (foreign.size > 0) {
        link_refuse(link, LOT_PROBLEM_CHARSET, foreign, NULL);
    }
    if (link->authority.size == 0) {
        link_refuse(link, LOT_PROBLEM_SYNTAX, link->authority, NULL);
    }
}

/* ---- percent encoding ----------------------------------------------------------------------- */

static unsigned hexadecimal(uint8_t byte)
{
    uint8_t lower = byte | 0x20;
    if (is_digit(byte)) {
        return byte - (unsigned)'0';
    }
    return lower >= 'a' && lower <= 'f' ? lower - (unsigned)'a' + 10 : 16;
}

/* The place of a '%' that no two hexadecimal digits follow; empty when there is none. */
static struct lot_span find_broken(struct lot_span where)
{
    for (size_t i = 0; i < where.size; i++) {
        if (where.data[i] == '%' && (i + 2 >= where.size || hexadecimal(where.data[i + 1]) > 15 ||
                                     hexadecimal(where.data[i + 2]) > 15)) {
            return lot_span_part(where, i, 3);
        }
    }
    return lot_span(NULL, 0);
}

static bool is_encoded(struct lot_span where, bool parameter)
{
    return where.size > 0 && (memchr(where.data, '%', where.size) ||
                              (parameter && memchr(where.data, '+', where.size)));
}

/* A decoded copy in out->text, where there must be room for as many bytes. */
static struct lot_span decoded(struct lot_decoded *out, struct lot_span where, bool parameter)
{
    uint8_t *copy = out->text + out->text_used;
    size_t size = 0;
    for (size_t i = 0; i < where.size; i++) {
        uint8_t byte = where.data[i];
        if (byte == '%') {
            byte = (uint8_t)(hexadecimal(where.data[i + 1]) << 4 | hexadecimal(where.data[i + 2]));
            i += 2;
        } else if (byte == '+' && parameter) {
            byte = ' ';
        }
        copy[size++] = byte;
    }
    out->text_used += size;
    return lot_span(copy, size);
}

/* ---- elements ------------------------------------------------------------------------------- */

void link_refuse(struct link *link, enum lot_problem_code code, struct lot_span where,
                 const struct gs1_row *row)
{
    struct lot_problem problem = decode_problem(link->walk.decoding, code, where);
    if (row) {
        decode_id(problem.element, lot_span_of(row->id));
    }
    decode_error(link->walk.decoding, &problem);
}

void link_refuse_identifier(struct link *link, struct lot_span id)
{
    struct lot_problem problem =
        decode_problem(link->walk.decoding, LOT_PROBLEM_UNKNOWN_IDENTIFIER, id);
    decode_id(problem.element, id);
    decode_error(link->walk.decoding, &problem);
}

/* A GTIN of 8, 12 or 13 digits with the zeros in front that it has as one of 14. */
static struct lot_span padded(struct decoding *decoding, struct lot_span gtin)
{
    static const uint8_t zeros[GTIN_SIZE - GTIN_SIZE_MIN] = "000000";
    if ((gtin.size != 8 && gtin.size != 12 && gtin.size != 13) || !lot_span_is_digits(gtin) ||
        GTIN_SIZE > sizeof decoding->out->text - decoding->out->text_used) {
        return gtin;
    }
    struct lot_span text = decode_text(decoding, lot_span(zeros, GTIN_SIZE - gtin.size));
    decode_text(decoding, gtin);
    return lot_span(text.data, GTIN_SIZE);
}

bool link_take(struct link *link, const struct gs1_row *row, struct lot_span text,
               struct lot_span where)
{
    struct gs1_walk *walk = &link->walk;
    if (gs1_has(walk, row->number)) {
        link_refuse(link, LOT_PROBLEM_REPEATED, where, row);
        return true;
    }
    walk->row = row;
    walk->text = text;
    walk->where = where;
    if (row->number != GS1_ROW_01 || !walk->decoding->options->unpadded_gtins) {
        return gs1_take(walk);
    }
    enum gs1_writing writing = walk->writing;
    walk->text = padded(walk->decoding, text);
    walk->writing = walk->text.size > text.size ? GS1_REWRITTEN : writing;
    bool more = gs1_take(walk);
    walk->writing = writing;
    return more;
}

bool link_take_encoded(struct link *link, const struct gs1_row *row, struct lot_span where,
                       bool parameter)
{
    struct lot_decoded *out = link->walk.decoding->out;
    struct lot_span broken = find_broken(where);
    if (broken.size > 0) {
        link_refuse(link, LOT_PROBLEM_SYNTAX, broken, row);
        return true;
    }
    if (!is_encoded(where, parameter)) {
        return link_take(link, row, where, where);
    }
    if (where.size > sizeof out->text - out->text_used) {
        link_refuse(link, LOT_PROBLEM_TOO_LONG, where, row);
        return false;
    }
    return link_take(link, row, decoded(out, where, parameter), where);
}

/* ---- parameters ----------------------------------------------------------------------------- */

/* Those named by digits are elements; false when no element can follow. */
static bool read_parameter(struct link *link, struct lot_span parameter)
{
    struct lot_span value = parameter;
    struct lot_span id = link_cut_before(&value, '=');
    if (value.size == 0 || !lot_span_is_digits(id)) {
        return true;
    }
    const struct gs1_row *row = gs1_find_exactly(id);
    if (!row) {
        link_refuse_identifier(link, id);
        return true;
    }
    if (!gs1_has(&link->walk, row->number) && !link_takes_attribute(link, row)) {
        link_refuse(link, LOT_PROBLEM_SYNTAX, id, row);
    }
    return link_take_encoded(link, row, lot_span(value.data + 1, value.size - 1), true);
}

static void read_query(struct link *link)
{
    struct lot_span rest = link->query;
    bool more = true;
    while (more && rest.size > 0) {
        more = read_parameter(link, link_cut_before(&rest, '&'));
        rest = lot_span_part(rest, 1, rest.size);
    }
}

/* ---- the link ------------------------------------------------------------------------------- */

/* Out of the way of element strings, which are asked whether they are a link first. */
static __attribute__((noinline)) bool read_link(struct decoding *decoding)
{
    struct link link;
    if (!open_link(&link, decoding) || !link_find_elements(&link)) {
        return false;
    }
    judge_address(&link);
    bool more = link_read_plain(&link);
    if (more && link.compressed.size > 0) {
        more = link_read_compressed(&link);
    }
    if (more) {
        read_query(&link);
    }
    gs1_finish(&link.walk);
    return true;
}

bool decode_digital_link(struct decoding *decoding)
{
    return (decoding->data.data[0] | 0x20) == 'h' && read_link(decoding);
}

bool decode_keyless_link(struct decoding *decoding)
{
    struct link link;
    if (!open_link(&link, decoding)) {
        return false;
    }
    judge_address(&link);
    link_refuse(&link, LOT_PROBLEM_SYNTAX, link.path, NULL);
    return true;
}
