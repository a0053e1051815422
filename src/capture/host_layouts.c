/* SPDX-License-Identifier: MIT */
/*
 * The layouts that hosts are set to, by the names that Windows gives them, since that is where
 * garbled text comes from. Most are an xkb layout as it stands, as far as a US keyboard's keys go;
 * where Windows types something else, the row says what.
 */

#include "layout.h"

#include <string.h>

#define DOTTED_CIRCLE   "◌"
#define GREEK_319_SIGNS "@\" &/ *( () )= -' =+ +* <; >: /- ?_"

/* clang-format off */
const struct host_layout host_layouts[] = {
    {"US",                        "us",    NULL, NULL},
    {"US International",          "us",    "intl", NULL},
    {"United Kingdom",            "gb",    NULL, NULL},
    {"United Kingdom Extended",   "gb",    NULL, "`◌`"},
    {"Irish",                     "ie",    NULL, "`◌`"},
    {"Gaelic",                    "gb",    NULL, "`◌`"},
    {"German",                    "de",    NULL, NULL},
    {"German (IBM)",              "de",    NULL, NULL},
    {"French",                    "fr",    NULL, NULL},
    {"Spanish",                   "es",    NULL, NULL},
    {"Italian",                   "it",    NULL, NULL},
    {"Italian (142)",             "it",    NULL, NULL},
    {"Portuguese",                "pt",    NULL, NULL},
    {"Portuguese (Brazil ABNT)",  "br",    NULL, NULL},
    {"Latin American",            "latam", NULL, NULL},
    {"Dutch",                     "nl",    NULL, NULL},
    {"Belgian French",            "be",    NULL, NULL},
    {"Belgian (Comma)",           "be",    NULL, NULL},
    {"Belgian (Period)",          "be",    NULL, NULL},
    {"Luxembourgish",             "ch",    "fr", NULL},
    {"Swiss German",              "ch",    NULL, NULL},
    {"Swiss French",              "ch",    "fr", NULL},
    {"Canadian French",           "ca",    NULL, NULL},
    {"Danish",                    "dk",    NULL, NULL},
    {"Norwegian",                 "no",    NULL, NULL},
    {"Norwegian with Sami",       "no",    NULL, NULL},
    {"Sami Extended Norway",      "no",    "smi", "yŧ YŦ =\\ +◌`"},
    {"Swedish",                   "se",    NULL, NULL},
    {"Swedish with Sami",         "se",    NULL, NULL},
    {"Finnish",                   "fi",    NULL, NULL},
    {"Finnish with Sami",         "fi",    NULL, NULL},
    {"Icelandic",                 "is",    NULL, "\"'"},
    {"Faeroese",                  "fo",    NULL, NULL},
    {"Estonian",                  "ee",    NULL, NULL},
    {"Latvian",                   "lv",    "ergonomic", "\"◌° \x1d" "b"},
    {"Latvian (QWERTY)",          "us",    NULL, NULL},
    {"Lithuanian",                "lt",    NULL, "99 00"},
    {"Lithuanian Standard",       "lt",    "std", NULL},
    {"Polish (Programmers)",      "pl",    NULL, NULL},
    {"Polish (214)",              "pl",    "qwertz", NULL},
    {"Czech",                     "cz",    NULL, NULL},
    {"Czech (QWERTY)",            "cz",    "qwerty", NULL},
    {"Czech Programmers",         "us",    NULL, NULL},
    {"Slovak",                    "sk",    NULL, NULL},
    {"Slovak (QWERTY)",           "sk",    "qwerty", NULL},
    {"Hungarian",                 "hu",    NULL, NULL},
    {"Hungarian 101-key",         "hu",    "qwerty", "`í ~Í"},
    {"Slovenian",                 "si",    NULL, NULL},
    {"Standard",                  "hr",    NULL, NULL},
    {"Croatian",                  "hr",    NULL, NULL},
    {"Serbian (Latin)",           "rs",    "latin", NULL},
    {"Romanian (Legacy)",         "ro",    "winkeys", ";ş :Ş 'ţ \"Ţ"},
    {"Romanian (Standard)",       "ro",    "std", NULL},
    {"Romanian (Programmers)",    "us",    NULL, NULL},
    {"Bulgarian",                 "bg",    NULL, NULL},
    {"Bulgarian (Latin)",         "us",    NULL, NULL},
    {"Bulgarian (Phonetic)",      "bg",    "bas_phonetic", NULL},
    {"Greek",                     "gr",    NULL, NULL},
    {"Greek (319)",               "gr",    NULL, "`½ ~± #£ ^¬ _° q· Q― W¦ {« }» '’ \"‘ \\² |³ " GREEK_319_SIGNS},
    {"Greek (319) Latin",         "us",    NULL, "`\\ ~| ^& _? ;◌´ :◌¨ '◌^ \"◌~ \\◌` |@ " GREEK_319_SIGNS},
    {"Greek Latin",               "us",    NULL, NULL},
    {"Maltese 47-key",            "mt",    "us", NULL},
    {"Maltese 48-key",            "mt",    NULL, NULL},
    {"Sorbian Standard",          "de",    NULL, NULL},
    {"Sorbian Standard (Legacy)", "de",    NULL, NULL},
    {"Sorbian Extended",          "de",    NULL, NULL},
    {"Turkish Q",                 "tr",    NULL, NULL},
    {"Turkish F",                 "tr",    "f", NULL},
    {"Russian",                   "ru",    NULL, NULL},
    {"Ukrainian",                 "ua",    NULL, NULL},
};
/* clang-format on */
const unsigned host_layout_count = sizeof host_layouts / sizeof host_layouts[0];

/* ---- names ---------------------------------------------------------------------------------- */

/* The next letter, small, or digit of a name, and on to what follows it; 0: no more. */
static char next_sign(const char **name)
{
    for (; **name; (*name)++) {
        char lower = (char)(**name | 0x20);
        if ((lower >= 'a' && lower <= 'z') || (**name >= '0' && **name <= '9')) {
            char sign = **name >= '0' && **name <= '9' ? **name : lower;
            (*name)++;
            return sign;
        }
    }
    return 0;
}

static bool same_name(const char *a, const char *b)
{
    char sign;
    do {
        sign = next_sign(&a);
        if (sign != next_sign(&b)) {
            return false;
        }
    } while (sign != 0);
    return true;
}

const struct host_layout *host_layout_by_name(const char *name)
{
    for (unsigned i = 0; i < host_layout_count; i++) {
        if (same_name(host_layouts[i].name, name)) {
            return &host_layouts[i];
        }
    }
    return NULL;
}

const char *lot_layout_name(unsigned index)
{
    return index < host_layout_count ? host_layouts[index].name : NULL;
}

/* ---- differences ---------------------------------------------------------------------------- */

static struct keystroke read_stroke(struct lot_span text)
{
    struct keystroke stroke = {0};
    if (lot_span_starts(text, LOT_LITERAL(DOTTED_CIRCLE))) {
        size_t circle = sizeof DOTTED_CIRCLE - 1;
        stroke.accent = (uint8_t)accent_by_sign(lot_span_part(text, circle, text.size));
        return stroke;
    }
    stroke.size = (uint8_t)(text.size < sizeof stroke.text ? text.size : sizeof stroke.text);
    memcpy(stroke.text, text.data, stroke.size);
    return stroke;
}

void host_layout_differ(struct lot_layout *layout, const struct host_layout *row)
{
    for (const char *at = row ? row->differences : NULL; at && *at;) {
        size_t size = strcspn(at, " ");
        struct keystroke stroke = read_stroke(lot_span(at + 1, size - 1));
        if (*at == '\x1d') {
            layout->separator = stroke;
        } else {
            layout->stroke[*at - ASCII_FIRST] = stroke;
        }
        at += size + (at[size] == ' ');
    }
}
