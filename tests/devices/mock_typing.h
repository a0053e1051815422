/* SPDX-License-Identifier: MIT */
#ifndef DEVICES_MOCK_TYPING_H
#define DEVICES_MOCK_TYPING_H

/* Which keys a mock scanner presses: for a text on a US layout, or by their names. */

#include "mock_scanner.h"

/* The key of a character on a US layout and whether it needs Shift, or 0: none. */
static unsigned key_of(uint8_t byte, bool *shift)
{
    static const char *const rows[][2] = {
        {"1234567890-=", "!@#$%^&*()_+" },
        {"qwertyuiop[]", "QWERTYUIOP{}" },
        {"asdfghjkl;'`", "ASDFGHJKL:\"~"},
        {"\\zxcvbnm,./", "|ZXCVBNM<>?"  },
    };
    static const unsigned first[] = {KEY_1, KEY_Q, KEY_A, KEY_BACKSLASH};
    for (size_t row = 0; row < 4; row++) {
        for (size_t shifted = 0; shifted < 2; shifted++) {
            const char *found = memchr(rows[row][shifted], byte, strlen(rows[row][shifted]));
            if (found) {
                *shift = shifted;
                return first[row] + (unsigned)(found - rows[row][shifted]);
            }
        }
    }
    return 0;
}

/* Presses a key with its modifiers; a modifier of 0 is none. */
static void type_key(struct mock_scanner *scanner, unsigned control, unsigned shift, unsigned code)
{
    const unsigned keys[] = {control, shift, code};
    for (size_t i = 0; i < 3; i++) {
        if (keys[i]) {
            mock_key(scanner, keys[i], MOCK_DOWN);
        }
    }
    for (size_t i = 3; i > 0; i--) {
        if (keys[i - 1]) {
            mock_key(scanner, keys[i - 1], MOCK_UP);
        }
    }
}

static void type_byte(struct mock_scanner *scanner, uint8_t byte)
{
    bool control = byte < 0x20 && byte != '\n' && byte != '\t';
    bool shift = false;
    unsigned code = byte == '\n'   ? KEY_ENTER
                    : byte == '\t' ? KEY_TAB
                    : byte == ' '  ? KEY_SPACE
                    : control      ? key_of(byte | (byte > 0x1a ? 0x40 : 0x60), &shift)
                                   : key_of(byte, &shift);
    if (code == 0) {
        fprintf(stderr, "# no key types byte %02x\n", byte);
        exit(2);
    }
    type_key(scanner, control ? KEY_LEFTCTRL : 0, shift ? KEY_LEFTSHIFT : 0, code);
}

static unsigned key_named(const char *name)
{
    char whole[32];
    snprintf(whole, sizeof whole, "KEY_%s", name);
    int code = libevdev_event_code_from_name(EV_KEY, whole);
    if (code < 0) {
        fprintf(stderr, "# no such key: %s\n", whole);
        exit(2);
    }
    return (unsigned)code;
}

/* "LEFTCTRL+RIGHTALT+9": all go down in this order and up in the other. */
static void type_chord(struct mock_scanner *scanner, char *chord)
{
    char *rest = NULL;
    char *name = strtok_r(chord, "+", &rest);
    if (!name) {
        return;
    }
    unsigned code = key_named(name);
    mock_key(scanner, code, MOCK_DOWN);
    type_chord(scanner, rest);
    mock_key(scanner, code, MOCK_UP);
}

/* Understands \n, \t, \\ and \xNN. */
static void type_text(struct mock_scanner *scanner, const char *text)
{
    for (const char *at = text; *at; at++) {
        unsigned byte = (uint8_t)*at;
        if (*at == '\\' && at[1] == 'x' && sscanf(at + 2, "%2x", &byte) == 1) {
            at += 3;
        } else if (*at == '\\') {
            at++;
            byte = *at == 'n' ? '\n' : *at == 't' ? '\t' : (uint8_t)*at;
        }
        type_byte(scanner, (uint8_t)byte);
    }
}

#endif
