/* SPDX-License-Identifier: MIT */
/* The station's question, and behind it what health.h finds. */

#include "prompt.h"

#include "clock.h"
#include "health.h"

#include <stdio.h>
#include <string.h>

static bool take_health(struct prompt *prompt, const struct lot_ledger *ledger,
                        const struct config *config)
{
    char health[WORDING_SIZE];
    health_word(ledger, config, clock_now(), health);
    bool unwell = health[0] && !prompt->health[0];
    memcpy(prompt->health, health, sizeof health);
    return unwell;
}

unsigned prompt_refresh(struct prompt *prompt, struct station *station,
                        const struct lot_ledger *ledger, const struct config *config)
{
    char asked[WORDING_SIZE] = "", text[2 * WORDING_SIZE];
    unsigned news = take_health(prompt, ledger, config) ? PROMPT_UNWELL : 0;
    bool failed = lot_ledger_failure(ledger);
    if (!failed && station_prompt(station, clock_now(), asked) < 0) {
        return news; /* the next scan will tell that the ledger cannot be read */
    }
    snprintf(text, sizeof text, "%s%s%s", asked, asked[0] && prompt->health[0] ? "; " : "",
             prompt->health);
    text[WORDING_SIZE - 1] = '\0';
    if (strcmp(text, prompt->text) != 0) {
        memcpy(prompt->text, text, WORDING_SIZE);
        news |= PROMPT_CHANGED;
    }
    return news;
}
