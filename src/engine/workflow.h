/* SPDX-License-Identifier: MIT */
#ifndef ENGINE_WORKFLOW_H
#define ENGINE_WORKFLOW_H

/*
 * What a mode is: one row. A new job is a row of slots, a list of checks that are here already or a
 * few lines each, and the movement that it makes.
 */

#include "step.h"

/* A rule, judged as soon as all its slots are known, and again with each scan until the end. */
struct check {
    uint32_t slots;
    int (*judge)(struct step *step);
};

/* Where a movement starts or ends. */
enum end_kind {
    END_NONE,
    END_VIRTUAL, /* the virtual place */
    END_SLOT,    /* the place in the slot */
    END_ORDER,   /* the order's place; without an order the virtual place */
};

struct end {
    enum end_kind kind;
    enum lot_slot slot;
    const char *place;
};

struct workflow {
    enum lot_job job;
    enum lot_code finished; /* what is said of a finished transaction */
    enum lot_code opening;  /* what is asked while nothing is held; NOTHING: the first slot */

    const enum lot_slot *asks; /* what it needs, in the order of asking */
    unsigned ask_count;
    uint32_t takes;  /* what a scan may fill, asked or not */
    uint32_t sticky; /* what stays after a finished transaction, and can be scanned anew */

    enum lot_document_kind document_kind;
    /* Which documents are taken; NULL: open ones of that kind. */
    bool (*suits)(const struct lot_book_document *document);
    bool (*needs_document)(const struct lot_policy *policy);
    /* Whether a reason that is asked has to be given now; NULL: always. */
    bool (*needs_reason)(const struct step *step);
    /* Which slot a location fills that is on record or not; LOT_SLOT_COUNT: none now. */
    enum lot_slot (*place_slot)(const struct step *step, struct lot_span code, bool on_record);
    /* What a logistic unit means here; NULL: nothing. See units.c. */
    int (*take_unit)(struct step *step, struct lot_span sscc);
    const struct workflow *whole; /* the row while all of a unit goes as one */
    bool creates;                 /* items, lots: what is not on record comes into being */
    bool undoes_line;             /* what is done of the document's line does not limit it */
    bool scraps;                  /* what comes in may go to the place of scrap at once */
    bool new_places;              /* a place TO that is not on record comes into being */
    bool restarts; /* another label starts anew: nothing is booked that could be mixed */
    bool wholes;   /* all that lies at a place can be meant */
    bool damages;  /* what is damaged can be told */
    bool shorts;   /* less may be there than what is wanted */
    bool copies;   /* a number said is labels, not goods */
    bool blind;    /* what is on record is not told */
    bool counts;   /* a number said is all that lies there: 0 is one, a label's count is none */
    bool prints;   /* a finished transaction prints labels */

    struct end from, to;
    int (*const *settles)(struct step *step); /* what follows from what is held, in order */
    unsigned settle_count;
    const struct check *checks;
    unsigned check_count;
    int (*finish)(struct step *step);
    int (*done)(struct step *step); /* LOTD-DONE when nothing is half filled */
};

/* How a row's lists are written, and the slots that make goods. */
#define LIST(field, list) .field##s = (list), .field##_count = sizeof(list) / sizeof((list)[0])
#define GOODS             (SLOT(ITEM) | SLOT(LOT))
#define GOODS_WITH_DATES  (GOODS | SLOT(USE_BY))

/* The rows: workflow_<mode>.c. */
extern const struct workflow workflow_inquire;
extern const struct workflow workflow_inquire_unit;
extern const struct workflow workflow_receive;
extern const struct workflow workflow_receive_unit;
extern const struct workflow workflow_pick;
extern const struct workflow workflow_pick_unit;
extern const struct workflow workflow_move;
extern const struct workflow workflow_move_unit;
extern const struct workflow workflow_return;
extern const struct workflow workflow_send_back;
extern const struct workflow workflow_scrap;
extern const struct workflow workflow_adjust;
extern const struct workflow workflow_count;
extern const struct workflow workflow_transform;
extern const struct workflow workflow_produce;
extern const struct workflow workflow_label;

/* The row that the state is in, whatever its mode's value. */
const struct workflow *workflow_of(const struct lot_engine *engine);

/* A location is where goods are taken from, or where they go; places.c. */
enum lot_slot place_is_to(const struct step *step, struct lot_span code, bool on_record);
enum lot_slot place_is_from(const struct step *step, struct lot_span code, bool on_record);

/* Judges the rules whose slots are known, in order. */
int judge_checks(struct step *step, const struct check *checks, unsigned count);

/* ---- rules: checks.c, checks_lot.c; rows of workflows --------------------------------------- */

int check_ordered(struct step *step);          /* NOT_ORDERED */
int check_on_document(struct step *step);      /* NOT_ORDERED, doubted */
int check_new_item(struct step *step);         /* CONFIRM_ITEM */
int check_serial_new(struct step *step);       /* SERIAL_ELSEWHERE, CONFIRM_SERIAL */
int check_serial_there(struct step *step);     /* UNKNOWN_SERIAL, SERIAL_ELSEWHERE */
int check_weight(struct step *step);           /* BAD_QUANTITY */
int check_unit_there(struct step *step);       /* UNIT_ELSEWHERE */
int check_onto(struct step *step);             /* UNIT_ELSEWHERE */
int check_new_place(struct step *step);        /* CONFIRM_PLACE */
int check_mixing(struct step *step);           /* putaway.c: NO_MIXING */
int check_other_place(struct step *step);      /* SAME_PLACE */
int check_over(struct step *step);             /* OVER_ORDERED */
int check_over_received(struct step *step);    /* OVER_ORDERED, beyond what is tolerated */
int check_quantity(struct step *step);         /* BAD_QUANTITY */
int check_sent(struct step *step);             /* NOT_SENT */
int check_received(struct step *step);         /* NOT_RECEIVED */
int check_over_returned(struct step *step);    /* OVER_ORDERED, on a return */
int check_inputs(struct step *step);           /* NO_INPUTS */
int check_enough_for_input(struct step *step); /* NOT_ENOUGH, with what is taken already */
int check_lot_is_made(struct step *step);      /* LOT_EXISTS */
int check_outlives(struct step *step);         /* OUTLIVES */
int check_place_free(struct step *step);       /* PLACE_STOPPED */
int check_large(struct step *step);            /* LARGE_QUANTITY */
int check_short(struct step *step);            /* short.c: NOT_SHORT */
int check_damaged(struct step *step);          /* aside.c: BAD_QUANTITY */
int check_copies(struct step *step);           /* BAD_QUANTITY */
int check_in_stock(struct step *step);         /* NO_STOCK */
int check_there(struct step *step);            /* NOT_ENOUGH: none of it */
int check_enough(struct step *step);           /* NOT_ENOUGH */
int check_lot_known(struct step *step);        /* UNKNOWN_LOT */
int check_lot_new(struct step *step);          /* CONFIRM_LOT */
int check_dates_agree(struct step *step);      /* DATE_DIFFERS: two dates */
int check_dates_added(struct step *step);      /* DATE_DIFFERS: a date where none is on record */
int check_not_recalled(struct step *step);     /* LOT_STOPPED */
int check_released(struct step *step);         /* LOT_STOPPED */
int check_life_at_receipt(struct step *step);  /* EXPIRED, SHORT_LIFE */
int check_not_expired(struct step *step);      /* EXPIRED, PAST_BEST_BEFORE */
int check_first_out(struct step *step);        /* NOT_FIRST_OUT */
int check_order_takes_lot(struct step *step);  /* wanted.c: WRONG_LOT, SHORT_LIFE ... */

#endif
