/* SPDX-License-Identifier: MIT */
#ifndef ENGINE_STEP_H
#define ENGINE_STEP_H

/*
 * One step's workbench: what it was given, the state as it becomes, what the book said, and the
 * effects as they grow. Each file of the room is a set of small functions on it.
 *
 * They answer as every function of the house does: negative: the book failed, the step fails whole;
 * 0: go on; SAID: the outcome has been said, nothing more is to be done.
 */

#include <lot/engine.h>

#define SAID        1

#define SLOT(name)  (1u << LOT_SLOT_##name)
#define DOUBT(name) (1u << LOT_DOUBT_##name)

struct workflow;

/* A lot number of ours, and the counter that gave it. */
struct numbering {
    struct lot_text lot, counter;
    int64_t value;
};

struct step {
    const struct lot_engine *before;
    const struct lot_policy *policy;
    const struct lot_book *book;
    const struct lot_event *event;
    const struct workflow *workflow; /* of engine.mode */
    lot_date today;

    struct lot_engine engine; /* the state as it becomes */
    struct lot_engine base;   /* what it falls back to when the scan is not taken */
    uint32_t confirmed;       /* doubts about this very scan that were scanned away */
    struct lot_text approver; /* of what this scan may finish */

    enum lot_slot asked; /* what was asked before this scan; LOT_SLOT_COUNT: nothing */

    uint32_t derived; /* slots that engine holds though nobody scanned them: they are not kept */
    uint32_t unsure;  /* slots that are filled with what cannot be: they are asked all the same */
    struct lot_time now;
    struct lot_text check;     /* the check digits that are asked; none: none are */
    bool numbered;             /* lot has a number of ours; engine.lot is the supplier's */
    struct numbering number;   /* that it got, unless it is on record */
    struct lot_text aside;     /* where all of it goes instead of TO; none: to TO */
    bool empties;              /* the place would have nothing left, by what is on record */
    bool on_units;             /* the goods held lie on several units at FROM, none of them loose */
    bool item_known;           /* item is on record */
    bool lot_known;            /* lot is on record */
    struct lot_book_item item; /* of engine.item; a new one has the values of an item unknown */
    struct lot_book_document document; /* of engine.document; zero when there is none */
    struct lot_book_lot lot; /* of engine.lot; a new one has the dates that were scanned */

    struct lot_effects effects;
};

/* ---- saying: say.c -------------------------------------------------------------------------- */

/* Says a code with the outcome that belongs to it; returns its arguments, to be filled in. */
struct lot_say *say(struct step *step, enum lot_code code);
/* The same with item and lot as held, and the decimals of its quantity. */
struct lot_say *say_goods(struct step *step, enum lot_code code);
/* Says a code about a text, which is cut to what a message can hold; returns SAID. */
int say_text(struct step *step, enum lot_code code, struct lot_span text);

/* ---- doubts: doubts.c ----------------------------------------------------------------------- */

bool doubt_is_accepted(const struct step *step, enum lot_doubt doubt);
/* Says what is doubted, and asks for what its rule asks for; returns the arguments. */
struct lot_say *doubt_raise(struct step *step, enum lot_doubt doubt);
/* At a scan: the same bytes accept what is doubted, others drop it. Sets step->base. */
void doubt_recall(struct step *step);
/* This scan leaves the doubt, or the warning, as it is. */
void doubt_keep(struct step *step);
/* Nothing is doubted any more. */
void doubt_drop(struct lot_engine *engine);
/* A warning is pending: a doubt, or one that is to be acknowledged. */
bool doubt_pends(const struct step *step);
/* This is the scan that is doubted, once more. */
bool doubt_is_scanned_again(const struct step *step);
/* A warning is pending, and this scan is about something else. */
bool doubt_waits(const struct step *step);
/* What is doubted waits for a supervisor's badge. */
bool doubt_wants_approval(const struct step *step, const struct lot_engine *engine);
/* A warning that asks for nothing is to be acknowledged, where policy wants that. */
void doubt_warn(struct step *step);
/* What a pending warning asks for; NOTHING: none is pending. */
enum lot_code doubt_question(const struct step *step);
/* After a scan: takes the state or falls back, by what was said. */
void doubt_settle(struct step *step);
/* Doubts about what is not held any more are open again. */
void doubt_prune(struct lot_engine *engine);
/* Doubts about what this scan changed are open again, but for those it was scanned twice for. */
void doubt_reopen(struct step *step, enum lot_slot changed);

/* ---- slots: slots.c ------------------------------------------------------------------------- */

/* Reads from the book what is held, and fills in what follows from it. */
int slots_settle(struct step *step);
/* Takes back what slots_settle filled in. */
void slots_unsettle(struct step *step);
bool slots_known(const struct step *step, uint32_t slots);
/* The slot to be asked; LOT_SLOT_COUNT: all that is needed is known. After slots_settle. */
enum lot_slot slots_question(const struct step *step);
/* Item and lot are held, or an item alone that is not tracked by lots. filled: of which state. */
bool slots_goods(const struct step *step, uint32_t filled);
/* A slot's text; NULL for those that hold none. */
struct lot_text *slots_text(struct lot_engine *engine, enum lot_slot slot);
void slots_drop(struct lot_engine *engine, uint32_t slots);
/* Drops all, and what was accepted of it. */
void slots_drop_all(struct step *step);
/* Drops all but what stays from one transaction to the next. */
void slots_drop_half(struct step *step);
bool slots_half_filled(const struct lot_engine *engine);
/* Fills a slot with a text; SAID: it holds another one, or the text is too long. */
int slots_fill(struct step *step, enum lot_slot slot, enum lot_fact fact, struct lot_span text);
int slots_contradict(struct step *step, const char *what);

/* ---- what follows from what is held: settle.c; rows of workflows ---------------------------- */

int settle_dock(struct step *step);        /* TO: the place of receipts */
int settle_returns(struct step *step);     /* TO: the place of returns */
int settle_inherited(struct step *step);   /* USE_BY: that of the input that ends first */
int settle_direction(struct step *step);   /* FROM, TO: a place scanned before the goods */
int settle_only_place(struct step *step);  /* FROM: where the lot lies, if in one place only */
int settle_label_count(struct step *step); /* QUANTITY: a label's count may be past */
int settle_counted(struct step *step);     /* QUANTITY: counted so far, once TO is scanned */
int settle_all_there(struct step *step);   /* QUANTITY: all of the lot at FROM */
int settle_zero(struct step *step);        /* EMPTY is due: nothing would be left at FROM */
int settle_errand(struct step *step);      /* QUANTITY: what was to be fetched, where it was */

int settle_serial(struct step *step);     /* LOT: that of a serial on record; always settled */
int settle_piece(struct step *step);      /* FROM, SSCC: where the serial is */
int settle_only_unit(struct step *step);  /* SSCC: the one unit at FROM that they lie on */
int settle_unit_place(struct step *step); /* FROM: where the unit stands */
int settle_onto(struct step *step);       /* TO: where the unit stands */

/* ---- logistic units: units.c; rows of workflows --------------------------------------------- */

int receive_takes_unit(struct step *step, struct lot_span sscc);
int pick_takes_unit(struct step *step, struct lot_span sscc);
int move_takes_unit(struct step *step, struct lot_span sscc);
int inquire_takes_unit(struct step *step, struct lot_span sscc);
/* The first lot on a unit; 1: nothing is on it. */
int unit_first(struct step *step, struct lot_span sscc, struct lot_book_load *out);
int say_unit(struct step *step, enum lot_code code, struct lot_span sscc);

/* ---- what goes together: parts.c ------------------------------------------------------------ */

/* Adds a movement of the transaction, or one for each of its pieces when they go by serials. */
int parts_add(struct step *step, const struct lot_movement *movement);
/* The same, of all that lies at a place: on units, which go with it, and loose. */
int parts_add_all(struct step *step, const struct lot_movement *movement);

/* ---- places, lines and stock: places.c ------------------------------------------------------ */

/* An order's place or a virtual one: goods come and go there by their jobs alone. 0 or 1. */
int place_is_reserved(struct step *step, const struct lot_text *place);
/* Whether a place comes into being with its first goods: the dock, an order's, a confirmed one. */
int place_is_new(struct step *step, const struct lot_text *place, bool *out);
/* What lies of the goods held at a place; 0 when nothing does. */
int place_quantity(struct step *step, const struct lot_text *place, int64_t *out);
/* What of them can be taken as it is held: from the unit SSCC, or else what lies loose. */
int place_loose(struct step *step, const struct lot_text *place, int64_t *out);
/* The first place where the goods held lie and that can be taken from; count: how many there are,
 * 2 standing for more. */
struct free_stock {
    struct lot_book_stock first;
    unsigned count;
};
int place_free_stock(struct step *step, struct free_stock *out);
/* What the document's line of the item held has left; 1: no document, or the item is not on it. */
int place_line_left(struct step *step, int64_t *out);
/* What could be taken: what lies at FROM, at most what the line has left. */
int place_takeable(struct step *step, int64_t *out);
/* The quantity to propose, 0: none. */
int place_proposal(struct step *step, int64_t *out);

/* What of the goods held can come back with the document; checks_return.c. */
int return_proposal(struct step *step, int64_t *out);

/* ---- what is wanted next: wanted.c ---------------------------------------------------------- */

/* What an order wants fetched next: the lot, where it lies, how much of it. */
struct errand {
    struct lot_book_stock stock;
    int64_t quantity;
    uint8_t decimals;
};
/* By the order held, its open lines in turn, or the one of the item held. 1: nothing is there. */
int wanted_next(struct step *step, struct errand *out);
enum lot_rotation wanted_rotation(const struct step *step, const struct lot_book_item *item);
/* The document's line that the item and lot held are for. 1: no document, or it has no such line.
 */
int wanted_line(struct step *step, struct lot_book_line *out);
/* Whether the item held stands in for the one that the line is for. */
bool wanted_is_substitute(const struct step *step, const struct lot_book_line *line);
/* What goes first of an item, among what the order takes; line NULL: without one. 1: nothing. */
int wanted_first(struct step *step, const struct lot_book_item *item,
                 const struct lot_book_line *line, struct lot_book_stock *out);

/* ---- quantities: quantity.c ----------------------------------------------------------------- */

/* Exact change of unit from 10^-from to 10^-to; false when it is not exact or too large. */
bool quantity_scale(int64_t value, unsigned from, unsigned to, int64_t *out);
/* Reads a number >= 0 of at most LOT_DECIMALS_MAX places in its shortest form. */
bool quantity_read(struct lot_span text, int64_t *value, uint8_t *decimals);
/* The quantity held in the item's smallest units; false when it has none such. */
bool quantity_held(const struct step *step, int64_t *out);
/* A person says a number. asked: it answers the question, in the item's own units. */
int quantity_say(struct step *step, struct lot_span text, bool asked);
/* A packaging was scanned as the item: it counts what it holds. */
int quantity_pack(struct step *step, bool counted_by_label);
/* A label counts. */
int quantity_count(struct step *step, int64_t value, uint8_t decimals);

/* ---- weights: weight.c ---------------------------------------------------------------------- */

/* 10^-decimals pounds in milligrams, half to even; false when it is too large. */
bool weight_of_pounds(int64_t value, unsigned decimals, int64_t *out);
/* Holds a net weight in milligrams; 0, which is none, is refused by its rule. */
int weight_take(struct step *step, int64_t milligrams);
/* A scan of the item where each adds one; false: it adds nothing here. */
bool quantity_counts(const struct step *step, const struct lot_facts *facts,
                     const struct lot_book_item *item);
int quantity_add_one(struct step *step, const struct lot_book_item *item);

/* ---- typing digit by digit: typing.c -------------------------------------------------------- */

int typing_add(struct step *step, char character);
/* What was typed answers the question. */
int typing_answer(struct step *step);
/* What was typed is a number said before what is scanned now; 0 also when nothing was. */
int typing_count(struct step *step);

/* ---- scans ---------------------------------------------------------------------------------- */

int facts_take(struct step *step, const struct lot_facts *facts);
/* One fact by itself, as the lookup of plain text finds it. */
int facts_take_one(struct step *step, enum lot_fact fact, struct lot_span text);
int reason_take(struct step *step, struct lot_span code);
int plain_take(struct step *step, struct lot_span text);
int command_run(struct step *step, const struct lot_value *command);
/* Whether a command may answer a warning that is pending. */
bool command_answers_warning(int64_t command);

/* ---- operators: operators.c ----------------------------------------------------------------- */

/* 1: the scan is a badge, *code says whose; 0: it is none. */
int operator_badge(struct step *step, struct lot_span *code);
/* A badge signs in, out, or approves what is doubted. */
int operator_take(struct step *step, struct lot_span code);
/* What was half filled goes with it. */
int operator_sign_out(struct step *step, const char *why);
/* 0: whoever is signed in may use the mode; SAID: not. */
int operator_may_use(struct step *step, enum lot_mode mode);
/* Nothing is taken: nobody is signed in, and somebody has to be. */
bool operator_is_missing(const struct step *step);
/* Adds to what goes on record; what is not known yet is the caller's to fill in. */
struct lot_note *note_add(struct step *step, enum lot_note_kind kind);

/* ---- transactions --------------------------------------------------------------------------- */

/* A movement of the goods held at FROM: more than is on record comes from the virtual place, less
 * goes there; adjust.c. */
struct lot_movement movement_of_difference(const struct step *step, const char *virtual_place,
                                           int64_t difference);

/* Prints the label of what is held, and remembers it for a reprint; finish.c. */
void print_label(struct step *step, int64_t quantity, uint8_t copies);

/* Finishers of a workflow: finish.c, all slots known; rows of workflows. */
int finish_movement(struct step *step);
int finish_pick(struct step *step);       /* short.c */
int finish_adjustment(struct step *step); /* adjust.c */
int finish_count(struct step *step);      /* count.c */
int finish_input(struct step *step);      /* transform.c */
int finish_transform(struct step *step);  /* transform.c */
int finish_label(struct step *step);
int finish_inquiry(struct step *step);
/* What LOTD-DONE closes; rows of workflows. */
int done_close(struct step *step);   /* finish.c */
int done_ship(struct step *step);    /* ship.c */
int done_count(struct step *step);   /* count.c */
int done_inputs(struct step *step);  /* transform.c: goes on to what is made */
int done_produce(struct step *step); /* transform.c: goes back to what it is made of */
/* What was taken to be transformed is let go; transform.c. */
void inputs_drop(struct step *step);

int undo_last(struct step *step);

/* ---- labels that may have come out: labels.c ------------------------------------------------ */

/* Asks about one where the operator is idle; else, or when there is none, ask stays as it is. */
int label_ask(struct step *step, struct lot_say *ask);
/* The operator answers what label_ask asked; 0: it was not asked. */
int label_answer(struct step *step, bool printed);

/* The lot's use-by day and other dates: those on record, else those scanned. */
struct lot_dates goods_dates(const struct step *step);
/* The item's number and the lot as they are booked. */
struct lot_text goods_item(const struct step *step);
struct lot_text goods_lot(const struct step *step);

/* ---- putting away: putaway.c ---------------------------------------------------------------- */

/* Where the lot held lies already, and is not taken from; none: nowhere. */
int putaway_suggest(struct step *step, struct lot_text *out);
/* Check digits of the place TO are said. */
int putaway_check(struct step *step, struct lot_span text);
/* Check digits of the place that is proposed say that one is there. 1: they are none. */
int putaway_hear(struct step *step, struct lot_span text);
/* Both places are held and no goods: all that lies at FROM may be meant; and goes to TO. */
bool putaway_may_be_whole(const struct step *step);
int putaway_whole(struct step *step);
int settle_check(struct step *step); /* CHECK: the place has check digits; rows of workflows */

/* ---- lot numbers of ours: numbering.c ------------------------------------------------------- */

/* The next one. 1: the pattern gives none that is free and fits. */
int numbering_make(struct step *step, struct numbering *out);
/* The goods carry none, says who is asked for it. 1: that may not be. */
int numbering_say(struct step *step);
int settle_number(struct step *step); /* LOT: a number of ours; rows of workflows */

/* ---- goods that go aside: aside.c ----------------------------------------------------------- */

/* Whether there is a place for them: 0; 1: none is named, or it is not on record as one. */
int aside_known(struct step *step);
/* LOTD-DAMAGED */
int aside_say_damaged(struct step *step);
/* Parts a receipt's movement, where some are damaged; and words that. */
void aside_split(struct step *step, struct lot_transaction *transaction);
void aside_word(struct step *step, const struct lot_transaction *transaction);
int settle_aside(struct step *step); /* TO: quarantine, when all goes there; rows of workflows */

/* ---- less than there should be: short.c ----------------------------------------------------- */

/* LOTD-SHORT: what is held, or proposed, is not all there. 1: nothing is. */
int short_say(struct step *step);
/* Whether the place is empty. */
void short_answer(struct step *step, bool empty);

/* ---- asking: prompt.c ----------------------------------------------------------------------- */

int prompt_make(struct step *step, struct lot_say *ask);

#endif
