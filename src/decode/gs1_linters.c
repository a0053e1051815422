/* SPDX-License-Identifier: MIT */
/* The small rules: check digits, company prefixes, zeros, single characters, numbers of two. */

#include "gs1_linters.h"

#include <string.h>

gs1_lint *const gs1_linters[GS1_LINTERS_END] = {
#define X(name) [GS1_LINTER_##name] = gs1_lint_##name,
    GS1_LINTERS(X)
#undef X
};

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

/* ---- check digits and characters ------------------------------------------------------------ */

bool gs1_lint_csum(struct lot_span part, struct gs1_finding *finding)
{
    char right = lot_gs1_check_digit(lot_span(part.data, part.size - 1));
    if (part.data[part.size - 1] == (uint8_t)right) {
        return true;
    }
    gs1_found(finding, LOT_PROBLEM_CHECK_DIGIT, 0, part.size);
    finding->expected_min = finding->expected_max = (uint8_t)right;
    return false;
}

/*
 * Check character pair (GS1 General Specifications 7.9.5): the characters' places in set 82, each
 * by a prime, the last by 2, are summed modulo 1021; the ten bits are two characters of a set
 * of 32.
 */
bool gs1_lint_csumalpha(struct lot_span part, struct gs1_finding *finding)
{
    static const char set82[] = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_"
                                "abcdefghijklmnopqrstuvwxyz";
    static const char set32[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    static const uint8_t primes[] = {2,  3,  5,  7,  11, 13, 17, 19, 23, 29, 31, 37,
                                     41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83};
    if (part.size < 2 || part.size - 2 > sizeof primes) {
        return gs1_found(finding, LOT_PROBLEM_VALUE, 0, part.size);
    }
    size_t body = part.size - 2;
    unsigned sum = 0;
    for (size_t i = 0; i < body; i++) {
        const char *place = memchr(set82, part.data[i], sizeof set82 - 1);
        sum += (unsigned)(place - set82) * primes[body - 1 - i];
    }
    sum %= 1021;
    const uint8_t pair[] = {(uint8_t)set32[sum >> 5], (uint8_t)set32[sum & 31]};
    if (memcmp(part.data + body, pair, sizeof pair) == 0) {
        return true;
    }
    size_t wrong = part.data[body] == pair[0]; /* the first of the two that is */
    gs1_found(finding, LOT_PROBLEM_CHECK_DIGIT, body + wrong, 1);
    finding->expected_min = finding->expected_max = pair[wrong];
    return false;
}

/* ---- company prefixes: at least four digits -------------------------------------------------- */

#define COMPANY_PREFIX_MIN 4u

static bool has_company_prefix(struct lot_span part, size_t from, struct gs1_finding *finding)
{
    for (size_t i = from; i < from + COMPANY_PREFIX_MIN; i++) {
        if (i >= part.size) {
            return gs1_found(finding, LOT_PROBLEM_VALUE, 0, part.size);
        }
        if (!is_digit(part.data[i])) {
            return gs1_found(finding, LOT_PROBLEM_CHARSET, i, 1);
        }
    }
    return true;
}

bool gs1_lint_gcppos1(struct lot_span part, struct gs1_finding *finding)
{
    return has_company_prefix(part, 0, finding);
}

bool gs1_lint_gcppos2(struct lot_span part, struct gs1_finding *finding)
{
    return has_company_prefix(part, 1, finding);
}

/* ---- zeros ---------------------------------------------------------------------------------- */

static bool are_all(struct lot_span part, uint8_t byte)
{
    for (size_t i = 0; i < part.size; i++) {
        if (part.data[i] != byte) {
            return false;
        }
    }
    return true;
}

bool gs1_lint_nonzero(struct lot_span part, struct gs1_finding *finding)
{
    return !are_all(part, '0') || gs1_found(finding, LOT_PROBLEM_VALUE, 0, part.size);
}

bool gs1_lint_zero(struct lot_span part, struct gs1_finding *finding)
{
    return are_all(part, '0') || gs1_found(finding, LOT_PROBLEM_VALUE, 0, part.size);
}

bool gs1_lint_nozeroprefix(struct lot_span part, struct gs1_finding *finding)
{
    return part.data[0] != '0' || gs1_found(finding, LOT_PROBLEM_VALUE, 0, 1);
}

/* ---- characters ----------------------------------------------------------------------------- */

/* The first byte is one of these. */
static bool is_one_of(struct lot_span part, const char *bytes, struct gs1_finding *finding)
{
    return memchr(bytes, part.data[0], strlen(bytes)) != NULL ||
           gs1_found(finding, LOT_PROBLEM_VALUE, 0, 1);
}

bool gs1_lint_yesno(struct lot_span part, struct gs1_finding *finding)
{
    return is_one_of(part, "01", finding);
}

bool gs1_lint_winding(struct lot_span part, struct gs1_finding *finding)
{
    return is_one_of(part, "019", finding);
}

bool gs1_lint_iso5218(struct lot_span part, struct gs1_finding *finding)
{
    return is_one_of(part, "0129", finding);
}

bool gs1_lint_importeridx(struct lot_span part, struct gs1_finding *finding)
{
    return is_one_of(part, "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz",
                     finding);
}

bool gs1_lint_hyphen(struct lot_span part, struct gs1_finding *finding)
{
    return are_all(part, '-') || gs1_found(finding, LOT_PROBLEM_VALUE, 0, part.size);
}

bool gs1_lint_hasnondigit(struct lot_span part, struct gs1_finding *finding)
{
    return !lot_span_is_digits(part) || gs1_found(finding, LOT_PROBLEM_VALUE, 0, part.size);
}

static bool is_hexadecimal(uint8_t byte)
{
    uint8_t lower = byte | 0x20;
    return is_digit(byte) || (lower >= 'a' && lower <= 'f');
}

bool gs1_lint_pcenc(struct lot_span part, struct gs1_finding *finding)
{
    for (size_t i = 0; i < part.size; i++) {
        if (part.data[i] != '%') {
            continue;
        }
        struct lot_span code = lot_span_part(part, i, 3);
        if (code.size < 3 || !is_hexadecimal(code.data[1]) || !is_hexadecimal(code.data[2])) {
            return gs1_found(finding, LOT_PROBLEM_VALUE, i, code.size);
        }
    }
    return true;
}

bool gs1_lint_padding64(struct lot_span part, struct gs1_finding *finding)
{
    size_t text = part.size;
    while (text > 0 && part.data[text - 1] == '=') {
        text--;
    }
    size_t padding = part.size - text;
    if (padding > 2 || (padding > 0 && part.size % 3 != 0)) {
        return gs1_found(finding, LOT_PROBLEM_CHARSET, text, padding);
    }
    const uint8_t *inside = text > 0 ? memchr(part.data, '=', text) : NULL;
    return !inside || gs1_found(finding, LOT_PROBLEM_CHARSET, (size_t)(inside - part.data), 1);
}

/* ---- this one of so many -------------------------------------------------------------------- */

bool gs1_lint_pieceoftotal(struct lot_span part, struct gs1_finding *finding)
{
    size_t half = part.size / 2;
    uint32_t piece = gs1_number(lot_span(part.data, half));
    uint32_t total = gs1_number(lot_span(part.data + half, half));
    if (piece == 0 || total == 0) {
        return gs1_found(finding, LOT_PROBLEM_VALUE, piece == 0 ? 0 : half, half);
    }
    return piece <= total || gs1_found(finding, LOT_PROBLEM_VALUE, 0, part.size);
}

/* "2/3": digits without leading zero */
bool gs1_lint_posinseqslash(struct lot_span part, struct gs1_finding *finding)
{
    const uint8_t *slash = memchr(part.data, '/', part.size);
    size_t at = slash ? (size_t)(slash - part.data) : part.size;
    struct lot_span position = lot_span_part(part, 0, at);
    struct lot_span end = lot_span_part(part, at + 1, part.size);
    if (!lot_span_is_digits(position) || !lot_span_is_digits(end)) {
        return gs1_found(finding, LOT_PROBLEM_VALUE, 0, part.size);
    }
    if (position.data[0] == '0') {
        return gs1_found(finding, LOT_PROBLEM_VALUE, 0, position.size);
    }
    if (end.data[0] == '0') {
        return gs1_found(finding, LOT_PROBLEM_VALUE, at + 1, end.size);
    }
    return gs1_number(position) <= gs1_number(end) ||
           gs1_found(finding, LOT_PROBLEM_VALUE, 0, part.size);
}

/* ---- places on Earth ------------------------------------------------------------------------ */

/* Digits of one length are ordered as their numbers are. */
static bool is_at_most(struct lot_span part, const char *most, struct gs1_finding *finding)
{
    return lot_span_compare(part, lot_span_of(most)) <= 0 ||
           gs1_found(finding, LOT_PROBLEM_VALUE, 0, part.size);
}

bool gs1_lint_latitude(struct lot_span part, struct gs1_finding *finding)
{
    return is_at_most(part, "1800000000", finding);
}

bool gs1_lint_longitude(struct lot_span part, struct gs1_finding *finding)
{
    return is_at_most(part, "3600000000", finding);
}
