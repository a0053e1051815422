/* SPDX-License-Identifier: MIT */
/* The verbs about costs and time: what came, what it is worth, how old it is, what goes. */

#include "asking.h"
#include "clock.h"
#include "complain.h"
#include "verbs.h"

int verb_receipts(const struct request *request, struct output *out)
{
    return asking_print(request, out, LOT_ASK_RECEIPTS, NULL);
}

int verb_suppliers(const struct request *request, struct output *out)
{
    return asking_print(request, out, LOT_ASK_SUPPLIERS, NULL);
}

int verb_trends(const struct request *request, struct output *out)
{
    return asking_print(request, out, LOT_ASK_TRENDS, NULL);
}

int verb_ageing(const struct request *request, struct output *out)
{
    struct question question = {.question = LOT_ASK_AGEING, .filter = asking_filter(request)};
    int64_t rows = 0;
    question.filter.until = lot_date_at(clock_now());
    return asking_answer(request, out, &question, &rows);
}

int verb_valuation(const struct request *request, struct output *out)
{
    struct lot_span method = request_text(request, OPTION_METHOD);
    bool fifo = lot_span_equal(method, LOT_LITERAL("fifo"));
    if (method.size > 0 && !fifo && !lot_span_equal(method, LOT_LITERAL("lot"))) {
        return complain(EXIT_USAGE, "--method takes lot or fifo");
    }
    if (fifo && request_has(request, OPTION_LOT)) {
        return complain(EXIT_USAGE, "--method fifo values items, whichever lots were taken: it"
                                    " takes no --lot");
    }
    return asking_print(request, out, fifo ? LOT_ASK_VALUATION_FIFO : LOT_ASK_VALUATION, NULL);
}
