/* SPDX-License-Identifier: MIT */
/* engine: its state on disk, whole or damaged, and the names of its words. */

#include "engine_dialogue.h"

/* A state in which every field is set, texts at their longest. */
static struct lot_engine full_state(void)
{
    struct lot_text longest = {.size = LOT_TEXT_MAX};
    memset(longest.bytes, 'x', sizeof longest.bytes);
    struct lot_engine engine;
    memset(&engine, 0, sizeof engine);
    engine.mode = LOT_MODE_LABEL;
    engine.filled = (1u << LOT_SLOT_COUNT) - 1;
    engine.document = engine.item = engine.lot = engine.serial = longest;
    engine.from = engine.to = engine.reason = engine.operator_id = longest;
    engine.last_item = engine.last_lot = longest;
    engine.dates = (struct lot_dates){20260101, 20260102, 20260103, 20260104, 20260105};
    engine.quantity = INT64_MAX;
    engine.quantity_decimals = LOT_DECIMALS_MAX;
    engine.quantity_said = engine.override = engine.new_item = engine.new_place = true;
    engine.doubt = LOT_DOUBT_QUANTITY;
    engine.doubt_hash = engine.doubt_better = UINT64_MAX;
    engine.confirmed = engine.accepted = (1u << LOT_DOUBT_COUNT) - 1;
    engine.approved = engine.accepted;
    engine.approver = longest;
    engine.unseen = true;
    engine.signed_in_ms = INT64_MAX;
    engine.last_hash = UINT64_C(0x0123456789abcdef);
    engine.last_source = UINT32_MAX;
    engine.last_ms = INT64_MIN;
    engine.last_quantity = 24;
    engine.input_count = LOT_INPUTS_MAX;
    for (unsigned i = 0; i < LOT_INPUTS_MAX; i++) {
        engine.input[i] = (struct lot_input){longest, longest, longest, (int64_t)i + 1};
    }
    return engine;
}

static bool is_idle(const struct lot_engine *engine)
{
    static const struct lot_engine idle;
    return memcmp(engine, &idle, sizeof idle) == 0;
}

static void every_field_comes_back(void **state)
{
    (void)state;
    struct lot_engine engine = full_state();
    struct lot_engine loaded;
    uint8_t saved[LOT_ENGINE_SAVED_MAX];
    size_t size = lot_engine_save(&engine, saved);
    assert_in_range(size, 600, LOT_ENGINE_SAVED_MAX);
    assert_int_equal(lot_engine_load(&loaded, lot_span(saved, size)), 0);
    assert_memory_equal(&engine, &loaded, sizeof engine);

    memset(&engine, 0, sizeof engine);
    size = lot_engine_save(&engine, saved);
    assert_int_equal(lot_engine_load(&loaded, lot_span(saved, size)), 0);
    assert_true(is_idle(&loaded));
}

static void cut_short_it_is_idle(void **state)
{
    (void)state;
    struct lot_engine engine = full_state();
    struct lot_engine loaded;
    uint8_t saved[LOT_ENGINE_SAVED_MAX + 1] = {0};
    size_t size = lot_engine_save(&engine, saved);
    for (size_t cut = 0; cut < size; cut++) {
        /* on the heap in its exact size, so that a read past it is seen */
        uint8_t *part = malloc(cut + 1);
        assert_non_null(part);
        memcpy(part, saved, cut);
        loaded = engine;
        assert_int_equal(lot_engine_load(&loaded, lot_span(part, cut)), 1);
        assert_true(is_idle(&loaded));
        free(part);
    }
    assert_int_equal(lot_engine_load(&loaded, lot_span(saved, size + 1)), 1);
    assert_int_equal(lot_engine_load(&loaded, lot_span(NULL, 0)), 1);
}

static void damaged_it_is_idle(void **state)
{
    (void)state;
    struct lot_engine engine = full_state();
    struct lot_engine loaded;
    uint8_t saved[LOT_ENGINE_SAVED_MAX];
    size_t size = lot_engine_save(&engine, saved);
    for (size_t at = 0; at < size; at++) {
        for (unsigned flip = 1; flip < 256; flip <<= 1) {
            saved[at] ^= (uint8_t)flip;
            loaded = engine;
            assert_int_equal(lot_engine_load(&loaded, lot_span(saved, size)), 1);
            assert_true(is_idle(&loaded));
            saved[at] ^= (uint8_t)flip;
        }
    }
}

/* Signs what stands before the checksum, as a newer or a hostile writer would. */
static void sign(uint8_t *saved, size_t size)
{
    uint64_t checksum = lot_span_hash(lot_span(saved, size - 8));
    for (unsigned i = 0; i < 8; i++) {
        saved[size - 8 + i] = (uint8_t)(checksum >> 8 * i);
    }
}

/* With a right checksum a field may still hold what makes no sense: it never comes in. */
static void nonsense_with_a_right_checksum(void **state)
{
    (void)state;
    struct lot_engine engine = full_state();
    struct lot_engine loaded;
    uint8_t saved[LOT_ENGINE_SAVED_MAX];
    size_t size = lot_engine_save(&engine, saved);
    unsigned refused = 0;
    for (size_t at = 0; at < size - 8; at++) {
        uint8_t kept = saved[at];
        saved[at] = 0xff;
        sign(saved, size);
        int answer = lot_engine_load(&loaded, lot_span(saved, size));
        refused += answer == 1;
        assert_true(answer == 0 || is_idle(&loaded));
        assert_in_range(loaded.mode, 0, LOT_MODE_COUNT - 1);
        assert_in_range(loaded.doubt, 0, LOT_DOUBT_COUNT - 1);
        assert_in_range(loaded.document.size, 0, LOT_TEXT_MAX);
        assert_int_equal(loaded.filled >> LOT_SLOT_COUNT, 0);
        saved[at] = kept;
    }
    assert_in_range(refused, 60, size);
    saved[0]++; /* another version */
    sign(saved, size);
    assert_int_equal(lot_engine_load(&loaded, lot_span(saved, size)), 1);
}

static void names(void **state)
{
    (void)state;
    assert_string_equal(lot_mode_name(LOT_MODE_PICK), "pick");
    assert_string_equal(lot_slot_name(LOT_SLOT_USE_BY), "use_by");
    assert_string_equal(lot_job_name(LOT_JOB_SHIP), "ship");
    assert_string_equal(lot_code_name(LOT_CODE_LEDGER_FAILED), "ledger-failed");
    assert_string_equal(lot_outcome_name(LOT_OUTCOME_IGNORED), "ignored");
    assert_string_equal(lot_status_name(LOT_STATUS_RECALLED), "recalled");
    assert_string_equal(lot_rotation_name(LOT_ROTATION_LIFO), "lifo");
    assert_string_equal(lot_mode_name(LOT_MODE_COUNT), "unknown");
    assert_string_equal(lot_code_name((enum lot_code) - 1), "unknown");
    for (unsigned i = 0; i < LOT_CODE_COUNT; i++) {
        for (unsigned j = 0; j < i; j++) {
            assert_string_not_equal(lot_code_name(i), lot_code_name(j));
        }
    }
}

static void the_use_by_day(void **state)
{
    (void)state;
    struct lot_dates dates = {.produced = 20260101, .packed = 20260102};
    assert_int_equal(lot_dates_use_by(&dates), LOT_DATE_NONE);
    dates.sell_by = 20260301;
    assert_int_equal(lot_dates_use_by(&dates), 20260301);
    dates.best_before = 20260501;
    assert_int_equal(lot_dates_use_by(&dates), 20260501);
    dates.expiry = 20260401;
    assert_int_equal(lot_dates_use_by(&dates), 20260401);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_comes_back),
        cmocka_unit_test(cut_short_it_is_idle),
        cmocka_unit_test(damaged_it_is_idle),
        cmocka_unit_test(nonsense_with_a_right_checksum),
        cmocka_unit_test(names),
        cmocka_unit_test(the_use_by_day),
    };
    return cmocka_run_group_tests_name("engine_state", tests, NULL, NULL);
}
