/* SPDX-License-Identifier: MIT */
/*
 * etc/lotd.conf and lotd.conf(5) tell every key of the table as it is: its section, its help, what
 * it takes and its default. Run from the root of the tree, as all tests are.
 */

#include "config.h"
#include "config_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PAGE_SIZE 65536u

/* The whole file with all white space as single blanks, and "\e" of a manual page as a backslash.
 */
static char *read_words(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = calloc(1, PAGE_SIZE);
    size_t used = 0;
    assert_non_null(file);
    assert_non_null(text);
    for (int byte = fgetc(file); byte != EOF && used < PAGE_SIZE - 1; byte = fgetc(file)) {
        bool blank = byte == ' ' || byte == '\n';
        if (byte == 'e' && used > 0 && text[used - 1] == '\\') {
            continue;
        }
        if (!blank || (used > 0 && text[used - 1] != ' ')) {
            text[used++] = (char)(blank ? ' ' : byte);
        }
    }
    assert_true(used < PAGE_SIZE - 1);
    fclose(file);
    return text;
}

/* Where `what` stands at or after `from`; the test fails when it does not. */
static const char *find(const char *from, const char *what, const char *page)
{
    const char *at = strstr(from, what);
    if (!at) {
        fail_msg("%s lacks, or has in another place: %s", page, what);
    }
    return at;
}

static void manual_page(void **state)
{
    (void)state;
    static const char page[] = "src/programs/man/lotd.conf.5";
    char *text = read_words(page);
    char takes[160], wanted[512];
    const char *at = text;
    const char *section = "";
    for (size_t i = 0; i < config_option_count; i++) {
        const struct config_option *option = &config_options[i];
        if (strcmp(section, option->section) != 0) {
            section = option->section;
            snprintf(wanted, sizeof wanted, ".Ss Section %s ", section);
            at = find(at, wanted, page);
        }
        config_kind_text(option, takes, sizeof takes);
        snprintf(wanted, sizeof wanted, ".It Cm %s No = Ar %s %s Default: %s. ", option->key, takes,
                 option->help, option->fallback[0] ? option->fallback : "empty");
        at = find(at, wanted, page);
    }
    free(text);
}

static void shipped_file(void **state)
{
    (void)state;
    static const char page[] = "etc/lotd.conf";
    char *text = read_words(page);
    char wanted[512];
    const char *at = text;
    const char *section = "";
    for (size_t i = 0; i < config_option_count; i++) {
        const struct config_option *option = &config_options[i];
        if (strcmp(option->section, CONFIG_PATTERN_SECTION) == 0) {
            break;
        }
        if (strcmp(section, option->section) != 0) {
            section = option->section;
            snprintf(wanted, sizeof wanted, " [%s] ", section);
            at = find(at, wanted, page);
        }
        snprintf(wanted, sizeof wanted, "#%s =%s%s ", option->key, option->fallback[0] ? " " : "",
                 option->fallback);
        at = find(at, wanted, page);
    }
    free(text);
}

static void report(void *user, const char *text)
{
    (void)user;
    fail_msg("%s", text);
}

/* A '#' that stands before a key or a section and not before prose. */
static bool is_commented_out(const char *line)
{
    return line[0] == '#' && line[1] != ' ' && line[1] != '\n';
}

/* With every '#' before a key taken away it is the built-in configuration. */
static void shipped_file_uncommented(void **state)
{
    (void)state;
    char path[] = "/tmp/lotd-conf-XXXXXX";
    int fd = mkstemp(path);
    FILE *in = fopen("etc/lotd.conf", "r");
    FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
    char line[256];
    assert_non_null(in);
    assert_non_null(out);
    while (fgets(line, sizeof line, in)) {
        assert_true(fputs(line + (is_commented_out(line) ? 1 : 0), out) >= 0);
    }
    fclose(in);
    fclose(out);
    struct config *shipped = NULL, *built_in = NULL;
    assert_int_equal(config_load(&shipped, path, report, NULL), 0);
    assert_int_equal(config_load(&built_in, "/dev/null", report, NULL), 0);
    for (size_t i = 0; i < config_option_count; i++) {
        assert_true(config_same(shipped, built_in, config_options[i].section));
    }
    const struct site_pattern *pattern;
    for (size_t i = 0; (pattern = site_patterns_at(shipped->patterns, i)) != NULL; i++) {
        const struct site_pattern *same = site_patterns_at(built_in->patterns, i);
        assert_string_equal(pattern->name, same->name);
        assert_string_equal(pattern->regex, same->regex);
        assert_string_equal(pattern->fact, same->fact);
    }
    config_free(shipped);
    config_free(built_in);
    remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(manual_page),
        cmocka_unit_test(shipped_file),
        cmocka_unit_test(shipped_file_uncommented),
    };
    return cmocka_run_group_tests_name("config pages", tests, NULL, NULL);
}
