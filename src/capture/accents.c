/* SPDX-License-Identifier: MIT */
/*
 * Dead keys: an accent that waits for its letter. A host makes one character of both where there is
 * such a character, and else types the accent's sign and then what follows; so a garbled text has
 * one or the other, and both must be known to read it backwards. Compositions are those of the
 * Unicode Character Database for the letters that keyboards of Europe have.
 */

#include "layout.h"

#include <string.h>

#define SIGNS_MAX 2

static const struct {
    const char *sign[SIGNS_MAX]; /* the first is usual, the other one Greek */
    const char *pairs;           /* letter and what it becomes, in turn */
} accents[ACCENT_COUNT] = {
    [ACCENT_GRAVE] = {{"`"},        "aàeèiìoòuùnǹAÀEÈIÌOÒUÙNǸ"                                    },
    [ACCENT_ACUTE] = {{"´", "΄"},
                      "aáeéiíoóuúyýcćlĺnńrŕsśzźgǵwẃAÁEÉIÍOÓUÚYÝCĆLĹNŃRŔSŚZŹGǴWẂ"
                      "αάεέηήιίοόυύωώΑΆΕΈΗΉΙΊΟΌΥΎΩΏ"                              },
    [ACCENT_CIRCUMFLEX] = {{"^"},        "aâeêiîoôuûcĉgĝhĥjĵsŝwŵyŷAÂEÊIÎOÔUÛCĈGĜHĤJĴSŜWŴYŶ"},
    [ACCENT_TILDE] = {{"~"},        "aãnñoõiĩuũAÃNÑOÕIĨUŨ"                                          },
    [ACCENT_DIAERESIS] = {{"¨"},       "aäeëiïoöuüyÿAÄEËIÏOÖUÜYŸιϊυϋΙΪΥΫ"                    },
    [ACCENT_CARON] = {{"ˇ"},       "cčdďeělľnňrřsštťzžgǧCČDĎEĚLĽNŇRŘSŠTŤZŽGǦ"            },
    [ACCENT_RING] = {{"°", "˚"}, "aåuůAÅUŮ"                                                            },
    [ACCENT_CEDILLA] = {{"¸"},       "cçsştţCÇSŞTŢ"                                                      },
    [ACCENT_OGONEK] = {{"˛"},       "aąeęiįuųAĄEĘIĮUŲ"                                                },
    [ACCENT_BREVE] = {{"˘"},       "aăgğAĂGĞ"                                                            },
    [ACCENT_DOT] = {{"˙"},       "zżeėgġcċIİZŻEĖGĠCĊ"                                             },
    [ACCENT_DOUBLE_ACUTE] = {{"˝"},       "oőuűOŐUŰ"                                                            },
    [ACCENT_MACRON] = {{"¯"},       "aāeēiīoōuūAĀEĒIĪOŌUŪ"                                          },
};

size_t character_size(struct lot_span text)
{
    if (text.size == 0) {
        return 0;
    }
    uint8_t lead = text.data[0];
    size_t size = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    return size < text.size ? size : text.size;
}

size_t accent_sign(enum accent accent, struct lot_span text)
{
    for (unsigned i = 0; i < SIGNS_MAX; i++) {
        struct lot_span sign = lot_span_of(accents[accent].sign[i]);
        if (sign.size > 0 && lot_span_starts(text, sign)) {
            return sign.size;
        }
    }
    return 0;
}

enum accent accent_by_sign(struct lot_span sign)
{
    for (unsigned i = 0; i < ACCENT_COUNT; i++) {
        if (sign.size > 0 && accent_sign((enum accent)i, sign) == sign.size) {
            return (enum accent)i;
        }
    }
    return ACCENT_NONE;
}

bool accent_compose(enum accent accent, struct lot_span letter, struct lot_span *out)
{
    struct lot_span pairs = lot_span_of(accents[accent].pairs);
    while (pairs.size > 0) {
        size_t from = character_size(pairs);
        size_t to = character_size(lot_span_part(pairs, from, pairs.size));
        *out = lot_span_part(pairs, from, to);
        if (lot_span_equal(lot_span_part(pairs, 0, from), letter)) {
            return true;
        }
        pairs = lot_span_part(pairs, from + to, pairs.size);
    }
    return false;
}
