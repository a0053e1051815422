/* SPDX-License-Identifier: MIT */
/* Configuration: what files give, and what each mistake in one is answered with. */

#include "config.h"
#include "config_parts.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/lotd-config-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

/* The path of a file in the test's folder; valid until the next call. */
static const char *path_of(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_bytes(const char *name, const void *bytes, size_t size)
{
    FILE *file = fopen(path_of(name), "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void write_file(const char *name, const char *text)
{
    write_bytes(name, text, strlen(text));
}

struct told {
    unsigned count;
    char text[4096];
};

static void report(void *user, const char *text)
{
    struct told *told = user;
    told->count++;
    strncat(told->text, text, sizeof told->text - strlen(told->text) - 2);
    strcat(told->text, "\n");
}

static int load(struct config **out, const char *name, struct told *told)
{
    *told = (struct told){0};
    *out = NULL;
    return config_load(out, path_of(name), report, told);
}

static void defaults(void **state)
{
    (void)state;
    struct config *config;
    struct told told;
    write_file("empty.conf", "");
    assert_int_equal(load(&config, "empty.conf", &told), 0);
    assert_string_equal(config->ledger_path, "/var/lib/lotd/ledger.db");
    assert_string_equal(config->key_path, "/var/lib/lotd/ledger.db.key");
    assert_null(config->export_root);
    assert_true(config->scanner.find_tagged);
    assert_null(config->scanner.nodes);
    assert_string_equal(config->scanner.layout, "us");
    assert_null(config->scanner.variant);
    assert_int_equal(config->separator.size, 0);
    assert_int_equal(config->policy.double_read_ms, 400);
    assert_int_equal(config->policy.idle_ms, 300000);
    assert_int_equal(config->policy.home, LOT_MODE_INQUIRE);
    assert_memory_equal(config->policy.dock.bytes, "DOCK", 4);
    assert_null(config->feedback.chip);
    assert_int_equal(config->feedback.line[LOT_LINE_RED], LOT_LINE_UNUSED);
    assert_int_equal(config->printer_format, LOT_LABEL_ZPL);
    assert_null(config->printer.target);
    assert_string_equal(config->printer.suffix, "zpl");
    assert_true(config->label.width_mm > 99.9 && config->label.width_mm < 100.1);
    assert_null(config_free(config));
}

static void values(void **state)
{
    (void)state;
    struct config *config;
    struct told told;
    write_file("all.conf",
               "\xef\xbb\xbf[ledger]\npath = /data/l.db\nkey = /keys/k\n"
               "[scanner]\ninput = /dev/input/event1   /dev/input/event2\nlayout=de\ntab = yes\n"
               "separator = {GS}\\x1e^\\x7e\\\\ ; four\ngap_ms = 60000\n"
               "[engine]\nidle_s = 0\nhome = pick\ndock = LOC-DOCK\nlabel_copies = 100\n"
               "[feedback]\nchip = gpiochip1\ngreen = 0\ntone = 1023\nactive_low = tone green\n"
               "[printer]\nformat = png\ntarget = /tmp\nwidth_mm = 57.5\ndots_per_mm=12\n");
    assert_int_equal(load(&config, "all.conf", &told), 0);
    assert_string_equal(config->ledger_path, "/data/l.db");
    assert_string_equal(config->key_path, "/keys/k");
    assert_false(config->scanner.find_tagged);
    assert_string_equal(config->scanner.nodes[0], "/dev/input/event1");
    assert_string_equal(config->scanner.nodes[1], "/dev/input/event2");
    assert_null(config->scanner.nodes[2]);
    assert_true(config->scanner.tab_ends);
    assert_int_equal(config->separator.size, 8);
    assert_memory_equal(config->separator.data, "{GS}\x1e^~\\", 8);
    assert_int_equal(config->scanner.gap_ms, 60000);
    assert_int_equal(config->policy.idle_ms, 0);
    assert_int_equal(config->policy.home, LOT_MODE_PICK);
    assert_int_equal(config->policy.label_copies, 100);
    assert_int_equal(config->feedback.line[LOT_LINE_GREEN], 0);
    assert_int_equal(config->feedback.line[LOT_LINE_TONE], 1023);
    assert_true(config->feedback.active_low[LOT_LINE_TONE]);
    assert_false(config->feedback.active_low[LOT_LINE_RED]);
    assert_string_equal(config->printer.suffix, "png");
    assert_true(config->label.width_mm > 57.49 && config->label.width_mm < 57.51);
    assert_int_equal(config_set_ledger(config, "/else/l.db"), 0);
    assert_string_equal(config->key_path, "/keys/k");
    config_free(config);
}

static void another_ledger_takes_its_key_along(void **state)
{
    (void)state;
    struct config *config;
    struct told told;
    write_file("ledger.conf", "[ledger]\npath = a.db\n");
    assert_int_equal(load(&config, "ledger.conf", &told), 0);
    assert_string_equal(config->key_path, "a.db.key");
    assert_int_equal(config_set_ledger(config, "b.db"), 0);
    assert_string_equal(config->ledger_path, "b.db");
    assert_string_equal(config->key_path, "b.db.key");
    config_free(config);
}

/* Each mistake, and what must be said of it; '@' stands for the file's path. */
static void mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } rows[] = {
        {"[scanner]\nlayuot = us\n",                         "@:2: [scanner] has no key layuot"            },
        {"[scaner]\nlayout = us\n",                          "@:2: there is no section [scaner]"           },
        {"layout = us\n",                                    "@:1: layout stands before any [section]"     },
        {"[pattern]\nregex = x\n",                           "@:2: there is no section [pattern]"          },
        {"[scanner]\n\n# x\nlayout\n",                       "@:4: neither [section] nor key = value"      },
        {"[scanner\n",                                       "@:1: neither [section] nor key = value"      },
        {"[scanner]\ntab = true\n",                          "@:2: tab = true: takes yes or no"            },
        {"[scanner]\ngap_ms = 60001\n",                      "takes a whole number from 0 to 60000"        },
        {"[scanner]\ngap_ms = -1\n",                         "@:2: gap_ms = -1: takes"                     },
        {"[scanner]\ngap_ms = 1.5\n",                        "@:2: gap_ms = 1.5: takes"                    },
        {"[scanner]\ngap_ms =\n",                            "@:2: gap_ms = : takes"                       },
        {"[scanner]\ngap_ms = 99999999999999999999\n",       "@:2: gap_ms"                                 },
        {"[scanner]\ninput = event3\n",                      "@:2: input = event3: takes auto, or"         },
        {"[scanner]\ninput =\n",                             "@:2: input = : takes auto, or"               },
        {"[scanner]\nseparator = \\xg0\n",                   "@:2: separator"                              },
        {"[scanner]\nseparator = \\\n",                      "@:2: separator"                              },
        {"[scanner]\nseparator = 123456789\n",               "@:2: separator"                              },
        {"[scanner]\ntab = no\nlayout = us\ntab = yes\n",    "@:4: tab was given before, in line 2"        },
        {"[engine]\nhome = shipping\n",                      "takes inquire, receive, pick, move"          },
        {"[engine]\ndock =\n",                               "@:2: dock = : takes a location's code"       },
        {"[engine]\ndock = @scrap\n",                        "@:2: dock = @scrap: takes a location's"      },
        {"[engine]\nlabel_copies = 101\n",                   "takes a whole number from 0 to 100"          },
        {"[printer]\nformat = gif\n",
         "@:2: format = gif: takes png, svg, zpl, escpos, tspl or pdf"                                     },
        {"[printer]\nwidth_mm = 9.999\n",                    "takes a number from 10 to 300"               },
        {"[label]\nfallback_fonts = a.ttf\n",
         "@:2: fallback_fonts = a.ttf: takes the paths of files"                                           },
        {"[label]\nfallback_fonts = /nowhere/a.ttf\n",
         "/nowhere/a.ttf is no font that can be used"                                                      },
        {"[label]\nfont = /dev/null\n",                      "fonts: /dev/null is no font that can be used"},
        {"[label]\nbadge =\n",                               "@:2: badge = : takes a name or a path"       },
        {"[label]\nsscc = pallet\n",                         "there is no template pallet"                 },
        {"[feedback]\nchip = c\nactive_low = blue\n",        "@:3: active_low = blue: takes any of green"  },
        {"[feedback]\ngreen = 3\n",                          "[feedback] has lines and no chip"            },
        {"[ledger]\npath =\n",                               "[ledger] path is empty"                      },
        {"[pattern a]\nregex = (\n",                         "@:2: [pattern a]: regex, at its character"   },
        {"[pattern a]\nregex = x\n",                         "it has no named group: say which fact"       },
        {"[pattern a]\nregex = x\nfact = colour\n",          "@:2: [pattern a]: colour is not a fact"      },
        {"[pattern a]\nregex = (?<colour>x)\n",              "@:2: [pattern a]: the group colour is not"   },
        {"[pattern a]\nregex = (?<lot>x)\nfact = lot\n",
         "it has named groups: leave out fact = lot"                                                       },
        {"[pattern a]\nfact = lot\n[pattern a]\nfact = x\n",
         "@:4: fact was given before, in line 2"                                                           },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct config *config;
        struct told told;
        char said[256] = "";
        write_file("wrong.conf", rows[i].text);
        assert_int_equal(load(&config, "wrong.conf", &told), -EINVAL);
        assert_null(config);
        snprintf(said, sizeof said, "%s%s", rows[i].said[0] == '@' ? path_of("wrong.conf") : "",
                 rows[i].said + (rows[i].said[0] == '@' ? 1 : 0));
        if (!strstr(told.text, said) || told.count != 1) {
            fail_msg("'%s' must be answered once with '%s', not: %s", rows[i].text, said,
                     told.text);
        }
    }
}

static void every_mistake_is_told(void **state)
{
    (void)state;
    struct config *config;
    struct told told;
    write_file("many.conf", "[scanner]\ntab = maybe\nlayuot = us\n[engine]\nidle_s = x\n");
    assert_int_equal(load(&config, "many.conf", &told), -EINVAL);
    assert_int_equal(told.count, 3);
}

static void lines_that_ini_would_cut(void **state)
{
    (void)state;
    struct config *config;
    struct told told;
    char text[512] = "[label]\nfont = ";
    memset(text + strlen(text), 'x', 300);
    write_file("long.conf", text);
    assert_int_equal(load(&config, "long.conf", &told), -EINVAL);
    assert_non_null(strstr(told.text, "long.conf:2: this line is too long"));
    write_file("section.conf", "[pattern 0123456789012345678901234567890123456789]\nregex = x\n");
    assert_int_equal(load(&config, "section.conf", &told), -EINVAL);
    assert_non_null(strstr(told.text, "section.conf:1: this section's name is too long"));
    write_bytes("nul.conf", "[scanner]\nlayout = \0us\n", 23);
    assert_int_equal(load(&config, "nul.conf", &told), -EINVAL);
    assert_non_null(strstr(told.text, "nul.conf:2: this line holds a NUL byte"));
}

static void files_that_cannot_be_read(void **state)
{
    (void)state;
    struct config *config;
    struct told told;
    assert_int_equal(load(&config, "missing.conf", &told), -ENOENT);
    assert_non_null(strstr(told.text, "missing.conf: No such file or directory"));
    assert_int_equal(mkdir(path_of("folder.conf"), 0700), 0);
    assert_int_equal(load(&config, "folder.conf", &told), -EISDIR);
    assert_non_null(strstr(told.text, "folder.conf: Is a directory"));
}

static void drop_ins(void **state)
{
    (void)state;
    struct config *config;
    struct told told;
    write_file("site.conf", "[engine]\nidle_s = 1\nhome = move\n[scanner]\nlayout = fr\n");
    assert_int_equal(mkdir(path_of("site.conf.d"), 0700), 0);
    write_file("site.conf.d/20-b.conf", "[engine]\nidle_s = 3\n");
    write_file("site.conf.d/10-a.conf", "[engine]\nidle_s = 2\nhome = pick\n");
    write_file("site.conf.d/30-c.conf~", "[engine]\nidle_s = 4\n");
    write_file("site.conf.d/.40-d.conf", "[engine]\nidle_s = 5\n");
    assert_int_equal(load(&config, "site.conf", &told), 0);
    assert_int_equal(config->policy.idle_ms, 3000);
    assert_int_equal(config->policy.home, LOT_MODE_PICK);
    assert_string_equal(config->scanner.layout, "fr");
    config_free(config);
    write_file("site.conf.d/50-e.conf", "[engine]\nidle_s = no\n");
    assert_int_equal(load(&config, "site.conf", &told), -EINVAL);
    assert_non_null(strstr(told.text, "site.conf.d/50-e.conf:2: idle_s = no"));
}

static void patterns_of_the_site(void **state)
{
    (void)state;
    struct config *config;
    struct told told;
    write_file("patterns.conf", "[pattern bin]\nregex = BIN(?<location>[0-9]+)\nfirst = yes\n"
                                "[pattern operator]\nregex =\n"
                                "[pattern location]\nregex = L[0-9]+\nfact = location\n");
    assert_int_equal(load(&config, "patterns.conf", &told), 0);
    static const struct {
        const char *name, *regex;
    } rows[] = {
        {"bin",      "BIN(?<location>[0-9]+)"},
        {"operator", NULL                    },
        {"location", "L[0-9]+"               },
        {"document", "(?:PO|SO|RMA|CNT)-\\S+"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct site_pattern *pattern = site_patterns_at(config->patterns, i);
        assert_string_equal(pattern->name, rows[i].name);
        assert_int_equal(pattern->first, i == 0);
        if (rows[i].regex) {
            assert_string_equal(pattern->regex, rows[i].regex);
        } else {
            assert_null(pattern->regex);
        }
    }
    assert_null(site_patterns_at(config->patterns, 4));
    config_free(config);
}

static int append(void *user, const char *line)
{
    return fprintf(user, "%s\n", line) < 0 ? -EIO : 0;
}

/* What is printed is a configuration that gives the same again. */
static void printed_and_read_again(void **state)
{
    (void)state;
    struct config *config, *again;
    struct told told;
    write_file("some.conf", "[scanner]\nseparator = {GS}\n[engine]\ndock = D-1\n[printer]\n"
                            "target = /tmp\n[pattern operator]\nregex=\n[pattern x]\nregex = x+\n"
                            "fact = lot\nfirst = yes\n");
    assert_int_equal(load(&config, "some.conf", &told), 0);
    FILE *file = fopen(path_of("again.conf"), "w");
    assert_non_null(file);
    assert_int_equal(config_print(config, append, file), 0);
    fclose(file);
    assert_int_equal(load(&again, "again.conf", &told), 0);
    for (size_t i = 0; i < config_option_count; i++) {
        assert_true(config_same(config, again, config_options[i].section));
    }
    for (size_t i = 0; site_patterns_at(config->patterns, i); i++) {
        const struct site_pattern *a = site_patterns_at(config->patterns, i);
        const struct site_pattern *b = site_patterns_at(again->patterns, i);
        assert_string_equal(a->name, b->name);
        assert_string_equal(a->regex ? a->regex : "", b->regex ? b->regex : "");
        assert_int_equal(a->first, b->first);
    }
    config_free(config);
    config_free(again);
}

static void sections_compared(void **state)
{
    (void)state;
    struct config *one, *other;
    struct told told;
    write_file("one.conf", "[engine]\nidle_s = 5\n");
    write_file("other.conf", "[engine]\nidle_s = 6\n");
    assert_int_equal(load(&one, "one.conf", &told), 0);
    assert_int_equal(load(&other, "other.conf", &told), 0);
    assert_false(config_same(one, other, "engine"));
    assert_true(config_same(one, other, "scanner"));
    config_free(one);
    config_free(other);
}

/* ---- templates ------------------------------------------------------------------------------ */

#define SHEET "<svg width='40mm' height='20mm' viewBox='0 0 40 20'>"

static void templates_are_read_with_the_configuration(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool drawn; /* by a template, not laid out */
        const char *says;
    } rows[] = {
        {"",                                     true,  NULL                          },
        {"width_mm = 57\nheight_mm = 32\n",      true,  NULL                          },
        {"width_mm = 57.5\nheight_mm = 32\n",    false, NULL                          },
        {"width_mm = 60\nheight_mm = 32\n",      false, NULL                          },
        {"template = lot-57x32\n",               true,  NULL                          },
        {"template = mine\n",                    true,  NULL                          },
        {"template = mine.svg\n",                true,  NULL                          },
        {"template = verbatim\n",                true,  NULL                          },
        {"template = verbatim\nformat = tspl\n", false, "verbatim is ZPL, and format "},
        {"template = wrong\n",                   false, "wrong.svg:2: no <circle> is" },
        {"template = nowhere\n",                 false, "there is no template nowhere"},
        {"template = /nowhere/x.svg\n",          false, "/nowhere/x.svg: No such file"},
    };
    write_file("mine.svg", SHEET "</svg>");
    write_file("verbatim.zpl", "^XA^FD{lot}^FS^XZ");
    write_file("wrong.svg", SHEET "\n<circle/></svg>");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[512];
        struct config *config;
        struct told told;
        snprintf(text, sizeof text, "[printer]\n%s[label]\nfolder = %s\n", rows[i].text, folder);
        write_file("templates.conf", text);
        int error = load(&config, "templates.conf", &told);
        bool right = rows[i].says ? error == -EINVAL && strstr(told.text, rows[i].says)
                                  : error == 0 && (config->lot_template != NULL) == rows[i].drawn;
        if (!right) {
            fail_msg("%s: %d %s", rows[i].text, error, told.text);
        }
        config_free(config);
    }
}

/* A site's own template of a shipped one's name takes its place. */
static void the_sites_templates_go_first(void **state)
{
    (void)state;
    char text[512];
    struct config *config;
    struct told told;
    write_file("badge-86x54.svg", SHEET "<square/></svg>");
    snprintf(text, sizeof text, "[label]\nfolder = %s\n", folder);
    write_file("templates.conf", text);
    assert_int_equal(load(&config, "templates.conf", &told), -EINVAL);
    assert_non_null(strstr(told.text, "badge-86x54.svg:1: no <square> is known"));
}

/* Each doubt of the engine has its key in [rules], whose default is the engine's own rule. */
static void each_doubt_has_its_key(void **state)
{
    (void)state;
    static const struct lot_policy usual;
    for (enum lot_doubt doubt = LOT_DOUBT_NONE + 1; doubt < LOT_DOUBT_COUNT; doubt++) {
        const struct config_option *option = config_find("rules", lot_doubt_name(doubt));
        if (!option) {
            fail_msg("[rules] lacks %s", lot_doubt_name(doubt));
        }
        assert_int_equal(option->offset,
                         offsetof(struct config, policy.rule) + doubt * sizeof usual.rule[0]);
        assert_string_equal(option->fallback, lot_rule_name(lot_policy_rule(&usual, doubt)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults),
        cmocka_unit_test(values),
        cmocka_unit_test(another_ledger_takes_its_key_along),
        cmocka_unit_test(mistakes),
        cmocka_unit_test(every_mistake_is_told),
        cmocka_unit_test(lines_that_ini_would_cut),
        cmocka_unit_test(files_that_cannot_be_read),
        cmocka_unit_test(drop_ins),
        cmocka_unit_test(patterns_of_the_site),
        cmocka_unit_test(printed_and_read_again),
        cmocka_unit_test(sections_compared),
        cmocka_unit_test(templates_are_read_with_the_configuration),
        cmocka_unit_test(the_sites_templates_go_first),
        cmocka_unit_test(each_doubt_has_its_key),
    };
    return cmocka_run_group_tests_name("config", tests, make_folder, remove_folder);
}
