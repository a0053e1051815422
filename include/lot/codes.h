/* SPDX-License-Identifier: MIT */
#ifndef LOT_CODES_H
#define LOT_CODES_H

/*
 * All that the engine (<lot/engine.h>) says and asks: outcomes, codes and their arguments. They
 * have a file of their own because they are many.
 */

#include <lot/base.h>

enum lot_outcome {
    LOT_OUTCOME_OK,      /* a transaction is finished: green, only after its commit */
    LOT_OUTCOME_WARNING, /* not taken yet: scan again to say that it is meant */
    LOT_OUTCOME_ERROR,   /* refused */
    LOT_OUTCOME_PROMPT,  /* taken, more is needed */
    LOT_OUTCOME_IGNORED, /* a double read */
};

/*
 * Codes of outcomes and prompts, as the JSON "code" has them. The programs word them from the
 * arguments of struct lot_say; the comment tells which arguments a code has.
 */
#define LOT_CODES(X)                                                                               \
    X(NOTHING, "nothing")                                                                          \
    /* prompts */                                                                                  \
    X(ASK_ANYTHING, "ask-anything") /* mode home: what may be scanned */                           \
    X(ASK_DOCUMENT, "ask-document")                                                                \
    X(ASK_ITEM, "ask-item")                                                                        \
    X(ASK_LOT, "ask-lot")           /* item; lot, place, date, quantity: proposed when picking */  \
    X(ASK_SERIAL, "ask-serial")     /* item, lot */                                                \
    X(ASK_USE_BY, "ask-use-by")     /* item, lot */                                                \
    X(ASK_FROM, "ask-from")         /* item, lot */                                                \
    X(ASK_SSCC, "ask-sscc")         /* item, lot, place: on which unit there */                    \
    X(ASK_QUANTITY, "ask-quantity") /* item, lot, quantity: what is proposed, or 0 */              \
    X(ASK_WEIGHT, "ask-weight")     /* item, lot */                                                \
    X(ASK_CHECK, "ask-check")       /* place: its check digits */                                  \
    X(ASK_EMPTY, "ask-empty")       /* place: is it empty now? yes or no */                        \
    X(ASK_TO, "ask-to")             /* item, lot */                                                \
    X(ASK_REASON, "ask-reason")     /* item, lot */                                                \
    X(ASK_PRINTED, "ask-printed")   /* item, lot: of a label that may have come out or not */      \
    X(ASK_OPERATOR, "ask-operator")                                                                \
    /* what a warning asks for */                                                                  \
    X(ASK_AGAIN, "ask-again")             /* scan it again, or NO */                               \
    X(ASK_APPROVAL, "ask-approval")       /* a supervisor's badge, or NO */                        \
    X(ASK_ACKNOWLEDGE, "ask-acknowledge") /* it cannot be taken; say that you have seen it */      \
    /* done */                                                                                     \
    X(RECEIVED, "received") /* item, lot, quantity, place, date */                                 \
    X(RECEIVED_APART,                                                                              \
      "received-apart") /* as received; text: so many damaged, other_place: there */               \
    X(PICKED, "picked") /* item, lot, quantity, place, document */                                 \
    X(SHORTED,                                                                                     \
      "shorted") /* item, lot, quantity, place, document, text: reason; place is recounted */      \
    X(SHIPPED, "shipped")             /* document, quantity: number of movements */                \
    X(MOVED, "moved")                 /* item, lot, quantity, place: to, other_place: from */      \
    X(MOVED_ALL, "moved-all")         /* place: to, other_place: from, quantity: how many lots */  \
    X(UNIT_RECEIVED, "unit-received") /* text: its SSCC; document, place; quantity: movements */   \
    X(UNIT_PICKED, "unit-picked")     /* text, document, place: from; quantity */                  \
    X(UNIT_MOVED, "unit-moved")       /* text, place: to, other_place: from; quantity */           \
    X(UNIT_INQUIRED,                                                                               \
      "unit-inquired")              /* text, place, quantity: lots; item, lot: the first on it */  \
    X(RETURNED, "returned")         /* item, lot, quantity, place, document */                     \
    X(SENT_BACK, "sent-back")       /* item, lot, quantity, place, document, text: reason */       \
    X(SCRAPPED, "scrapped")         /* item, lot, quantity, place, text: reason */                 \
    X(ADJUSTED, "adjusted")         /* item, lot, quantity: there now, place, text: reason */      \
    X(COUNTED, "counted")           /* item, lot, quantity, place: that is settled */              \
    X(COUNT_BOOKED, "count-booked") /* the same; it differed, and stock is so now */               \
    X(COUNT_AGAIN, "count-again")   /* the same; it differs, and is to be counted again */         \
    X(PLACE_COUNTED, "place-counted") /* place, quantity: how many lots are not there any more */  \
    X(INPUT_TAKEN, "input-taken")     /* item, lot, quantity, place: it goes into what is made */  \
    X(TRANSFORMED, "transformed")     /* item, lot, quantity, place: to, date */                   \
    X(AS_RECORDED, "as-recorded")     /* item, lot, quantity, place: nothing was to be booked */   \
    X(UNDONE, "undone")               /* text: the job undone; item, lot, quantity, place */       \
    X(LABELLED, "labelled")           /* item, lot, quantity: copies */                            \
    X(LABEL_PRINTED, "label-printed") /* item, lot: it came out, the operator says */              \
    X(LABEL_AGAIN, "label-again")     /* item, lot: it did not, and is printed again */            \
    X(INQUIRED, "inquired") /* item, lot, quantity: in all, place: first, date, text: status */    \
    X(MODE, "mode")         /* text: its name; item, lot: what was half filled and is dropped */   \
    X(CANCELLED, "cancelled")                                                                      \
    X(DONE, "done")                                                                                \
    X(TIMED_OUT, "timed-out")   /* what was half filled is dropped */                              \
    X(TAKEN, "taken")           /* a slot was filled; the prompt says what is next */              \
    X(TYPED, "typed")           /* item, lot as held; text: digits so far */                       \
    X(SIGNED_IN, "signed-in")   /* text: who */                                                    \
    X(SIGNED_OUT, "signed-out") /* text: who; item, lot: what was half filled and is dropped */    \
    X(APPROVED, "approved")     /* text: who */                                                    \
    X(ACKNOWLEDGED, "acknowledged")                                                                \
    X(REPEATED, "repeated") /* the prompt says it */                                               \
    /* ignored */                                                                                  \
    X(DOUBLE_READ, "double-read")                                                                  \
    /* warnings: scan again */                                                                     \
    X(CONFIRM_ITEM, "confirm-item")         /* item: not on record */                              \
    X(CONFIRM_LOT, "confirm-lot")           /* item, lot: not on record */                         \
    X(CONFIRM_SERIAL, "confirm-serial")     /* item, lot, text: the serial, not on record */       \
    X(CONFIRM_PLACE, "confirm-place")       /* place: not on record; item, lot as held */          \
    X(NOT_FIRST_OUT, "not-first-out")       /* item, lot, date; other_lot, other_date, place */    \
    X(PAST_BEST_BEFORE, "past-best-before") /* item, lot, date */                                  \
    X(TO_QUARANTINE, "to-quarantine")       /* item, lot, date; place: where it goes */            \
    X(SUBSTITUTE, "substitute")             /* item, document, text: the item ordered */           \
    X(OVER_ORDERED, "over-ordered")         /* item, document, quantity: left */                   \
    X(NOT_SENT, "not-sent")                 /* item, lot, document, quantity: sent, not back */    \
    X(STILL_OPEN, "still-open")             /* document, item, quantity: left */                   \
    X(OUTLIVES,                                                                                    \
      "outlives") /* item, lot, date; other_lot, other_date: of the input that ends first */       \
    X(COUNT_DIFFERS, "count-differs")   /* item, lot, place, quantity: more or less */             \
    X(NOT_COUNTED, "not-counted")       /* item, lot, place: on record, and not counted */         \
    X(LARGE_QUANTITY, "large-quantity") /* quantity; item, lot as held */                          \
    /* refused */                                                                                  \
    X(UNREADABLE, "unreadable")         /* text: the decode problem's code */                      \
    X(NOT_UNDERSTOOD, "not-understood") /* text: plain text nobody asked for */                    \
    X(NOT_NOW, "not-now")               /* text: a command or fact that is of no use here */       \
    X(TOO_LONG, "too-long")             /* text: the fact's name: over LOT_TEXT_MAX bytes */       \
    X(CONTRADICTION, "contradiction")   /* text: slot; item, lot as held: another was scanned */   \
    X(UNKNOWN_ITEM, "unknown-item")     /* item */                                                 \
    X(UNKNOWN_LOT, "unknown-lot")       /* item, lot */                                            \
    X(UNKNOWN_SERIAL, "unknown-serial") /* item, lot, text: the serial */                          \
    X(SERIAL_ELSEWHERE, "serial-elsewhere") /* item, lot: as on record, text: serial, place */     \
    X(UNKNOWN_UNIT, "unknown-unit")         /* text: its SSCC; nothing is on it */                 \
    X(UNIT_ELSEWHERE, "unit-elsewhere")     /* text: its SSCC, place: where it stands */           \
    X(UNIT_RECEIVED_BEFORE, "unit-received-before") /* text: its SSCC */                           \
    X(UNKNOWN_PLACE, "unknown-place")               /* place */                                    \
    X(UNKNOWN_DOCUMENT, "unknown-document")         /* document */                                 \
    X(UNKNOWN_REASON, "unknown-reason")             /* text: as scanned */                         \
    X(WRONG_DOCUMENT, "wrong-document")             /* document: of another kind, or closed */     \
    X(NOT_ORDERED, "not-ordered")                   /* item, document */                           \
    X(EXPIRED, "expired")                           /* item, lot, date */                          \
    X(SHORT_LIFE, "short-life")                     /* item, lot, date, quantity: days required */ \
    X(WRONG_LOT, "wrong-lot")   /* item, lot, document; other_lot: the one that it wants */        \
    X(SECOND_LOT, "second-lot") /* item, lot, document; other_lot: what its line has already */    \
    X(OLDER_THAN_SENT, "older-than-sent") /* item, lot, date; other_lot, other_date: was sent */   \
    X(DATE_DIFFERS, "date-differs")       /* item, lot, date: scanned, other_date: on record */    \
    X(LOT_STOPPED, "lot-stopped")         /* item, lot, text: its status */                        \
    X(NOT_RECEIVED, "not-received")   /* item, lot, document, quantity: that came, and not back */ \
    X(PLACE_STOPPED, "place-stopped") /* item, lot, place: a quarantine */                         \
    X(NOT_ENOUGH, "not-enough")       /* item, lot, place, quantity: what is there */              \
    X(NOT_SHORT, "not-short")         /* item, lot, place, quantity: that is what is wanted */     \
    X(NO_MIXING, "no-mixing") /* item, lot, place; other_lot, text: lot and item that lie there */ \
    X(WRONG_CHECK, "wrong-check")     /* place */                                                  \
    X(NOTHING_THERE, "nothing-there") /* place */                                                  \
    X(NO_QUARANTINE, "no-quarantine") /* place: none is named, or it is not on record as one */    \
    X(NO_STOCK, "no-stock")           /* item, lot */                                              \
    X(SAME_PLACE, "same-place")       /* place */                                                  \
    X(BAD_QUANTITY, "bad-quantity")   /* text: zero, or more places than the item has */           \
    X(NOTHING_TO_UNDO, "nothing-to-undo")                                                          \
    X(CANNOT_UNDO, "cannot-undo")         /* item, lot, place: it is not there any more */         \
    X(NO_INPUTS, "no-inputs")             /* nothing was taken yet that something is made of */    \
    X(TOO_MANY_INPUTS, "too-many-inputs") /* over LOT_INPUTS_MAX */                                \
    X(LOT_EXISTS, "lot-exists")           /* item, lot: what is made is a lot of its own */        \
    X(COUNT_STAYS, "count-stays")         /* the last was a count that booked nothing */           \
    X(STILL_TO_COUNT, "still-to-count")   /* item, lot, place: to be counted again first */        \
    X(NOTHING_TO_SHIP, "nothing-to-ship") /* document */                                           \
    X(TOO_MANY, "too-many")               /* document: over LOT_MOVEMENTS_MAX movements at once */ \
    X(SIGN_IN_FIRST, "sign-in-first")                                                              \
    X(UNKNOWN_OPERATOR, "unknown-operator")   /* text: who is not on record, or works no more */   \
    X(NOT_ALLOWED, "not-allowed")             /* text: the mode */                                 \
    X(NOT_SUPERVISOR, "not-supervisor")       /* text: whose badge approves nothing */             \
    X(OWN_APPROVAL, "own-approval")           /* text: who; another person has to approve */       \
    X(ACKNOWLEDGE_FIRST, "acknowledge-first") /* a warning is pending: nothing else is taken */    \
    /* said by the programs, in the words of struct lot_ledger_fault */                            \
    X(LEDGER_REFUSED, "ledger-refused") /* the transaction breaks a rule of the ledger */          \
    X(LEDGER_FAILED, "ledger-failed")   /* it cannot be read or written: nothing was taken */      \
    /* said by the programs of the calibration code */                                             \
    X(CALIBRATED, "calibrated")         /* text: the layout, which is as configured */             \
    X(LAYOUT_DIFFERS, "layout-differs") /* text: the line that lotd.conf should have */            \
    X(LAYOUT_UNKNOWN, "layout-unknown") /* no layout that is known explains what came */           \
    X(SCANNER_FAULT, "scanner-fault")   /* text: what to change at the scanner */

enum lot_code {
#define X(symbol, name) LOT_CODE_##symbol,
    LOT_CODES(X)
#undef X
    LOT_CODE_COUNT
};

/* A code and its arguments; those that a code does not name are zero. */
struct lot_say {
    enum lot_code code;
    struct lot_text item, lot, place, document;
    struct lot_text other_lot, other_place, text;
    lot_date date, other_date;
    int64_t quantity;
    uint8_t decimals;
};

#endif
