/* SPDX-License-Identifier: MIT */
/* Lists that others keep: countries (ISO 3166-1), currencies (ISO 4217), bank accounts (ISO 13616).
 */

#include "gs1_linters.h"

#include <string.h>

static const uint16_t countries[] = {
    4,   8,   10,  12,  16,  20,  24,  28,  31,  32,  36,  40,  44,  48,  50,  51,  52,  56,
    60,  64,  68,  70,  72,  74,  76,  84,  86,  90,  92,  96,  100, 104, 108, 112, 116, 120,
    124, 132, 136, 140, 144, 148, 152, 156, 158, 162, 166, 170, 174, 175, 178, 180, 184, 188,
    191, 192, 196, 203, 204, 208, 212, 214, 218, 222, 226, 231, 232, 233, 234, 238, 239, 242,
    246, 248, 250, 254, 258, 260, 262, 266, 268, 270, 275, 276, 288, 292, 296, 300, 304, 308,
    312, 316, 320, 324, 328, 332, 334, 336, 340, 344, 348, 352, 356, 360, 364, 368, 372, 376,
    380, 384, 388, 392, 398, 400, 404, 408, 410, 414, 417, 418, 422, 426, 428, 430, 434, 438,
    440, 442, 446, 450, 454, 458, 462, 466, 470, 474, 478, 480, 484, 492, 496, 498, 499, 500,
    504, 508, 512, 516, 520, 524, 528, 531, 533, 534, 535, 540, 548, 554, 558, 562, 566, 570,
    574, 578, 580, 581, 583, 584, 585, 586, 591, 598, 600, 604, 608, 612, 616, 620, 624, 626,
    630, 634, 638, 642, 643, 646, 652, 654, 659, 660, 662, 663, 666, 670, 674, 678, 682, 686,
    688, 690, 694, 702, 703, 704, 705, 706, 710, 716, 724, 728, 729, 732, 740, 744, 748, 752,
    756, 760, 762, 764, 768, 772, 776, 780, 784, 788, 792, 795, 796, 798, 800, 804, 807, 818,
    826, 831, 832, 833, 834, 840, 850, 854, 858, 860, 862, 876, 882, 887, 894};

/* the second letters of the countries' codes, by the first */
static const char *const country_letters[26] = {
    "DEFGILMOQRSTUWXZ",        /* A */
    "ABDEFGHIJLMNOQRSTVWYZ",   /* B */
    "ACDFGHIKLMNORUVWXYZ",     /* C */
    "EJKMOZ",                  /* D */
    "CEGHRST",                 /* E */
    "IJKMOR",                  /* F */
    "ABDEFGHILMNPQRSTUWY",     /* G */
    "KMNRTU",                  /* H */
    "DELMNOQRST",              /* I */
    "EMOP",                    /* J */
    "EGHIMNPRWYZ",             /* K */
    "ABCIKRSTUVY",             /* L */
    "ACDEFGHKLMNOPQRSTUVWXYZ", /* M */
    "ACEFGILOPRUZ",            /* N */
    "M",                       /* O */
    "AEFGHKLMNRSTWY",          /* P */
    "A",                       /* Q */
    "EOSUW",                   /* R */
    "ABCDEGHIJKLMNORSTVXYZ",   /* S */
    "CDFGHJKLMNORTVWZ",        /* T */
    "AGMSYZ",                  /* U */
    "ACEGINU",                 /* V */
    "FS",                      /* W */
    "",                        /* X */
    "ET",                      /* Y */
    "AMW",                     /* Z */
};

static const uint16_t currencies[] = {
    8,   12,  32,  36,  44,  48,  50,  51,  52,  60,  64,  68,  72,  84,  90,  96,  104, 108,
    116, 124, 132, 136, 144, 152, 156, 170, 174, 188, 192, 203, 208, 214, 222, 230, 232, 238,
    242, 262, 270, 292, 320, 324, 328, 332, 340, 344, 348, 352, 356, 360, 364, 368, 376, 388,
    392, 396, 398, 400, 404, 408, 410, 414, 417, 418, 422, 426, 430, 434, 446, 454, 458, 462,
    480, 484, 496, 498, 504, 512, 516, 524, 532, 533, 548, 554, 558, 566, 578, 586, 590, 598,
    600, 604, 608, 634, 643, 646, 654, 682, 690, 702, 704, 706, 710, 728, 748, 752, 756, 760,
    764, 776, 780, 784, 788, 800, 807, 818, 826, 834, 840, 858, 860, 882, 886, 901, 924, 925,
    926, 927, 928, 929, 930, 933, 934, 936, 938, 940, 941, 943, 944, 946, 947, 948, 949, 950,
    951, 952, 953, 955, 956, 957, 958, 959, 960, 961, 962, 963, 964, 965, 967, 968, 969, 970,
    971, 972, 973, 975, 976, 977, 978, 979, 980, 981, 984, 985, 986, 990, 994, 997, 999};

#define LAST(list) (sizeof(list) / sizeof(list)[0] - 1)

/* True when the number is in an ascending list. */
static bool is_listed(uint32_t number, const uint16_t *list, size_t last)
{
    size_t low = 0;
    while (low < last) {
        size_t middle = low + (last - low) / 2;
        if (list[middle] < number) {
            low = middle + 1;
        } else {
            last = middle;
        }
    }
    return list[low] == number;
}

bool gs1_lint_iso3166(struct lot_span part, struct gs1_finding *finding)
{
    return is_listed(gs1_number(part), countries, LAST(countries)) ||
           gs1_found(finding, LOT_PROBLEM_VALUE, 0, part.size);
}

bool gs1_lint_iso3166999(struct lot_span part, struct gs1_finding *finding)
{
    return gs1_number(part) == 999 || gs1_lint_iso3166(part, finding);
}

bool gs1_lint_iso4217(struct lot_span part, struct gs1_finding *finding)
{
    return is_listed(gs1_number(part), currencies, LAST(currencies)) ||
           gs1_found(finding, LOT_PROBLEM_VALUE, 0, part.size);
}

static bool is_capital(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z';
}

bool gs1_lint_iso3166alpha2(struct lot_span part, struct gs1_finding *finding)
{
    if (part.size == 2 && is_capital(part.data[0])) {
        const char *seconds = country_letters[part.data[0] - 'A'];
        if (memchr(seconds, part.data[1], strlen(seconds))) {
            return true;
        }
    }
    return gs1_found(finding, LOT_PROBLEM_VALUE, 0, part.size);
}

/* ---- bank accounts -------------------------------------------------------------------------- */

#define IBAN_HEAD 4u /* the country and two check digits, which count last */

/* ISO 13616: letters are numbers from 10 on, and all in one is 1 modulo 97. */
bool gs1_lint_iban(struct lot_span part, struct gs1_finding *finding)
{
    if (!gs1_lint_iso3166alpha2(lot_span_part(part, 0, 2), finding)) {
        return false;
    }
    if (part.size <= IBAN_HEAD) {
        gs1_found(finding, LOT_PROBLEM_LENGTH, 0, part.size);
        finding->expected_min = IBAN_HEAD + 1;
        finding->expected_max = 34;
        return false;
    }
    unsigned remainder = 0;
    for (size_t i = 0; i < part.size; i++) {
        size_t at = (i + IBAN_HEAD) % part.size;
        uint8_t byte = part.data[at];
        if (byte >= '0' && byte <= '9') {
            remainder = (remainder * 10 + byte - '0') % 97;
        } else if (is_capital(byte)) {
            remainder = (remainder * 100 + byte - 'A' + 10) % 97;
        } else {
            return gs1_found(finding, LOT_PROBLEM_CHARSET, at, 1);
        }
    }
    return remainder == 1 || gs1_found(finding, LOT_PROBLEM_VALUE, 2, 2);
}
