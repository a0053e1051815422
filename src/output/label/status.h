/* SPDX-License-Identifier: MIT */
#ifndef LABEL_STATUS_H
#define LABEL_STATUS_H

/*
 * What a printer is asked and what it may answer: one dialect a language. Printers are not trusted:
 * an answer that is not exactly as its language has it says nothing.
 */

#include <lot/label.h>

struct answer {
    enum lot_printer_state state;
    bool busy; /* something that was sent is not printed yet */
};

/* 0: *out is what was said; 1: more is to come; -EBADMSG: nobody of that language says so. */
typedef int status_reader(struct lot_span said, struct answer *out);
status_reader status_read_zpl, status_read_escpos, status_read_tspl;

#define STATUS_ANSWER_MAX 128u /* the longest answer of any dialect fits */

struct dialect {
    struct lot_span question;
    status_reader *read;
};

/* NULL: the language has no way to ask. */
const struct dialect *dialect_of(enum lot_label_format language);

/* A flag and what it says. */
struct status_flag {
    uint32_t mask;
    enum lot_printer_state state;
};
/* The state of the first row whose flag is set; READY: none is. */
enum lot_printer_state status_first(const struct status_flag *rows, size_t count, uint32_t flags);

#endif
