/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_QUESTIONS_H
#define LEDGER_QUESTIONS_H

/*
 * The questions as data. A question has columns; it has one or more forms, each a statement that
 * goes in by the index that the given filters allow, so that none reads what it does not need.
 *
 * Parameters are the same in all: ?1 item, ?2 lot, ?3 place, ?4 document (NULL: any), ?5 until
 * (0: any), ?6 the id after which, ?7 the id up to which, ?8 limit (-1: all), ?9 whether to go
 * to what a lot was made of, ?10 the moment from which (UTC ms), ?11 the moment before which, ?12
 * operator. A statement answers the question's columns, then the decimals of its
 * quantities, then the offset of its times.
 */

#include <lot/ledger.h>

#include "names.h"

enum filter_given {
    GIVEN_ITEM = 1,
    GIVEN_LOT = 2,
    GIVEN_PLACE = 4,
    GIVEN_DOCUMENT = 8,
    GIVEN_LIMIT = 16,
    GIVEN_TIME = 32,
};

/* A column that holds a small number with a name. */
struct named_column {
    unsigned column;
    const struct names *names;
};

#define QUESTION_NAMED_MAX 2

struct question {
    const struct lot_column *columns;
    unsigned count;
    struct named_column named[QUESTION_NAMED_MAX]; /* names NULL: no more */
};

struct question_form {
    enum lot_question question;
    unsigned needs; /* bits of enum filter_given */
    const char *sql;
};

const struct question *question_of(enum lot_question question);
/* The first form whose filters are given, as an index; -EINVAL: the question needs more. */
int question_form_for(enum lot_question question, unsigned given);
/* NULL past the last. */
const struct question_form *question_form(unsigned index);

#endif
