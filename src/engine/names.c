/* SPDX-License-Identifier: MIT */
/* Names of the room's words, from the same lists as their enums. */

#include <lot/engine.h>

/* The name at a place of a list; "unknown" beyond it. */
static const char *name_of(const char *const *names, unsigned count, unsigned index)
{
    return index < count ? names[index] : "unknown";
}

#define X(symbol, name, code, rule) name,
static const char *const doubts[] = {"none", LOT_DOUBTS(X)};
#undef X
#define X(symbol, name) name,
static const char *const roles[] = {LOT_ROLES(X)};
static const char *const rules[] = {LOT_RULES(X)};
static const char *const modes[] = {LOT_MODES(X)};
static const char *const slots[] = {LOT_SLOTS(X)};
static const char *const jobs[] = {LOT_JOBS(X)};
static const char *const codes[] = {LOT_CODES(X)};
static const char *const rotations[] = {LOT_ROTATIONS(X)};
#undef X

static const char *const outcomes[] = {
    [LOT_OUTCOME_OK] = "ok",           [LOT_OUTCOME_WARNING] = "warning",
    [LOT_OUTCOME_ERROR] = "error",     [LOT_OUTCOME_PROMPT] = "prompt",
    [LOT_OUTCOME_IGNORED] = "ignored",
};

static const char *const statuses[] = {
    [LOT_STATUS_RELEASED] = "released",
    [LOT_STATUS_QUARANTINE] = "quarantine",
    [LOT_STATUS_HOLD] = "hold",
    [LOT_STATUS_RECALLED] = "recalled",
};

#define NAME(names, index) name_of(names, sizeof(names) / sizeof((names)[0]), (unsigned)(index))

const char *lot_mode_name(enum lot_mode mode)
{
    return NAME(modes, mode);
}

const char *lot_slot_name(enum lot_slot slot)
{
    return NAME(slots, slot);
}

const char *lot_job_name(enum lot_job job)
{
    return NAME(jobs, job);
}

const char *lot_code_name(enum lot_code code)
{
    return NAME(codes, code);
}

const char *lot_outcome_name(enum lot_outcome outcome)
{
    return NAME(outcomes, outcome);
}

const char *lot_status_name(enum lot_status status)
{
    return NAME(statuses, status);
}

const char *lot_role_name(enum lot_role role)
{
    return NAME(roles, role);
}

const char *lot_doubt_name(enum lot_doubt doubt)
{
    return NAME(doubts, doubt);
}

const char *lot_rule_name(enum lot_rule rule)
{
    return NAME(rules, rule);
}

const char *lot_rotation_name(enum lot_rotation rotation)
{
    return NAME(rotations, rotation);
}
