/* SPDX-License-Identifier: MIT */
/*
 * Every key of the configuration, once: what is not a row here does not exist, and what is, is
 * read, checked, printed and documented from its row.
 */

#include "config_parts.h"

#include <string.h>

#define IN(member)         offsetof(struct config, member)
#define IN_PATTERN(member) offsetof(struct site_pattern, member)

/* A row a key, its help below it. */
/* clang-format off */
const struct config_option config_options[] = {
    {"ledger", "path", CONFIG_TEXT, "/var/lib/lotd/ledger.db", 0, 0, IN(ledger_path),
     "The ledger's file; its folder must be writable for its journal and lock."},
    {"ledger", "key", CONFIG_TEXT, "", 0, 0, IN(key_path),
     "The device's signing key; empty: the ledger's path with .key added."},
    {"ledger", "low_space_mib", CONFIG_NUMBER, "64", 0, 1000000000, IN(low_space_mib),
     "The operator is warned when less room than this is left on its disk; 0: never."},

    {"scanner", "input", CONFIG_INPUT, "auto", 0, 0, IN(scanner),
     "Which scanners are read: those that udev tagged, or only the devices named here."},
    {"scanner", "layout", CONFIG_TEXT, "us", 0, 0, IN(scanner.layout),
     "The keyboard layout that the scanners type on."},
    {"scanner", "variant", CONFIG_TEXT, "", 0, 0, IN(scanner.variant),
     "The variant of that layout."},
    {"scanner", "gap_ms", CONFIG_NUMBER, "0", 0, 60000, IN(scanner.gap_ms),
     "A silence this long ends a scan; 0: only Enter does."},
    {"scanner", "tab", CONFIG_BOOL, "no", 0, 0, IN(scanner.tab_ends),
     "Whether Tab ends a scan as Enter does."},
    {"scanner", "separator", CONFIG_BYTES, "", 0, 0, IN(separator),
     "What the scanners send in place of the GS1 separator (FNC1, GS)."},
    {"scanner", "unpadded_gtins", CONFIG_BOOL, "no", 0, 0, IN(unpadded_gtins),
     "Whether a GTIN in a GS1 Digital Link may lack its leading zeros."},

    {"engine", "double_read_ms", CONFIG_NUMBER, "400", 0, 60000, IN(policy.double_read_ms),
     "The same code from the same scanner within this time is one read."},
    {"engine", "idle_s", CONFIG_SECONDS, "300", 0, 86400, IN(policy.idle_ms),
     "A half-filled transaction is dropped after this time; 0: never."},
    {"engine", "large_quantity", CONFIG_NUMBER, "999", 0, 1000000000, IN(policy.large_quantity),
     "A quantity above this must be said twice; 0: never."},
    {"engine", "dock", CONFIG_PLACE, "DOCK", 0, 0, IN(policy.dock),
     "Where receipts go unless a location is scanned."},
    {"engine", "returns", CONFIG_PLACE, "", 0, 0, IN(policy.returns),
     "Where returns go unless a location is scanned; empty: it is asked."},
    {"engine", "require_return", CONFIG_BOOL, "yes", 0, 0, IN(policy.require_return),
     "Whether a return, from a customer or to a supplier, needs its document."},
    {"engine", "quarantine", CONFIG_PLACE, "", 0, 0, IN(policy.quarantine),
     "Where damaged goods go, a location of quarantine on record; empty: none."},
    {"engine", "receive_quarantine", CONFIG_BOOL, "no", 0, 0, IN(policy.receive_quarantine),
     "Whether what has expired, or lives too short at receipt, goes there too; else it is refused."},
    {"engine", "lot_numbers", CONFIG_NUMBERS, "", 0, 0, IN(policy.lot_numbers),
     "The pattern of lot numbers of our own; empty: there are none."},
    {"engine", "over_percent", CONFIG_NUMBER, "0", 0, 1000, IN(policy.over_percent),
     "By how much a receipt may exceed its line without a question, in per cent of it."},
    {"engine", "over_units", CONFIG_NUMBER, "0", 0, 1000000, IN(policy.over_units),
     "Or by so many whole units, if that is more."},
    {"engine", "count_limit", CONFIG_NUMBER, "0", 0, 1000000000, IN(policy.count_limit),
     "A count's difference above this must be confirmed; 0: never."},
    {"engine", "home", CONFIG_MODE, "inquire", 0, 0, IN(policy.home),
     "The mode that a new ledger starts in."},
    {"engine", "rotation", CONFIG_ROTATION, "fefo", 0, 0, IN(policy.rotation),
     "Which lot goes first where neither order nor item says: first expired, first in or last in."},
    {"engine", "require_order", CONFIG_BOOL, "yes", 0, 0, IN(policy.require_order),
     "Whether a pick needs its order."},
    {"engine", "check_digits", CONFIG_BOOL, "no", 0, 0, IN(policy.check_digits),
     "Whether a location that goods are brought to is proved by its check digits."},
    {"engine", "zero_check", CONFIG_BOOL, "no", 0, 0, IN(policy.zero_check),
     "Whether it is asked if a location is empty that a pick should leave empty."},
    {"engine", "pick_reasons", CONFIG_BOOL, "yes", 0, 0, IN(policy.pick_reasons),
     "Whether picking another lot than proposed, or short of what is wanted, needs a reason."},
    {"engine", "require_receipt_document", CONFIG_BOOL, "no", 0, 0,
     IN(policy.require_receipt_document),
     "Whether a receipt needs its document."},
    {"engine", "label_copies", CONFIG_SMALL, "1", 0, 100, IN(policy.label_copies),
     "Labels printed for each receipt; 0: none."},
    {"engine", "counting", CONFIG_MODES, "none", 0, 0, IN(policy.counting_modes),
     "The modes where each scan of an item adds one, or its pack, until LOTD-DONE."},
    {"engine", "acknowledge", CONFIG_BOOL, "yes", 0, 0,
     IN(policy.acknowledge),
     "Whether a warning must be scanned away before anything else is taken."},

    {"operators", "require", CONFIG_BOOL, "no", 0, 0,
     IN(policy.require_operator),
     "Whether nothing is taken before somebody signed in."},
    {"operators", "listed", CONFIG_BOOL, "no", 0, 0,
     IN(policy.require_listed),
     "Whether a badge must be on record (operators.csv) to sign in; if not, others may use all modes."},
    {"operators", "sign_out_s", CONFIG_SECONDS, "0", 0, 86400,
     IN(policy.sign_out_ms),
     "Who scanned nothing for so long is signed out; 0: never."},
    {"operators", "shift_s", CONFIG_SECONDS, "0", 0, 172800,
     IN(policy.shift_ms),
     "Who signed in so long ago is signed out, when nothing is half filled; 0: never."},
    {"operators", "four_eyes", CONFIG_BOOL, "no", 0, 0,
     IN(policy.four_eyes),
     "Whether an approval must be by another person than who is signed in."},
    {"operators", "picker", CONFIG_MODES, "inquire pick move label", 0, 0,
     IN(policy.role_modes[LOT_ROLE_PICKER]),
     "The modes that the role of a picker may use."},
    {"operators", "receiver", CONFIG_MODES, "inquire receive move label", 0, 0,
     IN(policy.role_modes[LOT_ROLE_RECEIVER]),
     "The modes that the role of a receiver may use."},
    {"operators", "supervisor", CONFIG_MODES, "all", 0, 0,
     IN(policy.role_modes[LOT_ROLE_SUPERVISOR]),
     "The modes that the role of a supervisor may use; this role also approves."},

    {"rules", "new_item", CONFIG_RULE, "warn", 0, 0,
     IN(policy.rule[LOT_DOUBT_NEW_ITEM]),
     "An item that is not on record."},
    {"rules", "new_lot", CONFIG_RULE, "warn", 0, 0,
     IN(policy.rule[LOT_DOUBT_NEW_LOT]),
     "A lot that is not on record; warn: unless a label states it in a field of its own."},
    {"rules", "new_serial", CONFIG_RULE, "warn", 0, 0,
     IN(policy.rule[LOT_DOUBT_NEW_SERIAL]),
     "A serial that is not on record."},
    {"rules", "new_place", CONFIG_RULE, "warn", 0, 0,
     IN(policy.rule[LOT_DOUBT_NEW_PLACE]),
     "A location that is not on record."},
    {"rules", "not_first_out", CONFIG_RULE, "warn", 0, 0,
     IN(policy.rule[LOT_DOUBT_NOT_FIRST_OUT]),
     "A pick of another lot than the one that goes first."},
    {"rules", "past_best_before", CONFIG_RULE, "warn", 0, 0,
     IN(policy.rule[LOT_DOUBT_PAST_DATE]),
     "A pick past best before or sell by, where the item does not block it."},
    {"rules", "expired_at_receipt", CONFIG_RULE, "refuse", 0, 0,
     IN(policy.rule[LOT_DOUBT_EXPIRED_RECEIPT]),
     "A receipt of what has expired."},
    {"rules", "short_life", CONFIG_RULE, "refuse", 0, 0,
     IN(policy.rule[LOT_DOUBT_SHORT_LIFE]),
     "A receipt with less than the item's least remaining life."},
    {"rules", "not_ordered", CONFIG_RULE, "refuse", 0, 0,
     IN(policy.rule[LOT_DOUBT_NOT_ORDERED]),
     "A receipt of an item that is not on its document."},
    {"rules", "quarantine", CONFIG_RULE, "warn", 0, 0,
     IN(policy.rule[LOT_DOUBT_QUARANTINE]),
     "A receipt of either where it goes to quarantine."},
    {"rules", "substitute", CONFIG_RULE, "warn", 0, 0,
     IN(policy.rule[LOT_DOUBT_SUBSTITUTE]),
     "Another item than the one ordered, where the document's line allows it."},
    {"rules", "not_sent", CONFIG_RULE, "approve", 0, 0,
     IN(policy.rule[LOT_DOUBT_NOT_SENT]),
     "A return of what its document did not send, or of more."},
    {"rules", "over_ordered", CONFIG_RULE, "warn", 0, 0,
     IN(policy.rule[LOT_DOUBT_OVER]),
     "More than the line of the document has left."},
    {"rules", "still_open", CONFIG_RULE, "warn", 0, 0,
     IN(policy.rule[LOT_DOUBT_SHORT]),
     "An order is shipped while lines of it are open."},
    {"rules", "outlives", CONFIG_RULE, "warn", 0, 0,
     IN(policy.rule[LOT_DOUBT_OUTLIVES]),
     "What is made is to keep longer than what it is made of."},
    {"rules", "count_difference", CONFIG_RULE, "warn", 0, 0,
     IN(policy.rule[LOT_DOUBT_DIFFERENCE]),
     "A count that differs by more than the site's limit."},
    {"rules", "not_counted", CONFIG_RULE, "warn", 0, 0,
     IN(policy.rule[LOT_DOUBT_ZERO]),
     "A count that is done while something on record was not counted."},
    {"rules", "large_quantity", CONFIG_RULE, "warn", 0, 0,
     IN(policy.rule[LOT_DOUBT_QUANTITY]),
     "A quantity above large_quantity."},

    {"feedback", "chip", CONFIG_TEXT, "", 0, 0, IN(feedback.chip),
     "The GPIO chip of lights and tone; empty: there are none."},
    {"feedback", "green", CONFIG_OFFSET, "", 0, 1023, IN(feedback.line[LOT_LINE_GREEN]),
     "The green light's line on the chip; empty: not connected."},
    {"feedback", "red", CONFIG_OFFSET, "", 0, 1023, IN(feedback.line[LOT_LINE_RED]),
     "The red light's line; empty: not connected."},
    {"feedback", "tone", CONFIG_OFFSET, "", 0, 1023, IN(feedback.line[LOT_LINE_TONE]),
     "The buzzer's line; empty: not connected."},
    {"feedback", "active_low", CONFIG_LINES, "", 0, 0, IN(feedback.active_low),
     "The lines that are on when they are low."},

    {"printer", "format", CONFIG_FORMAT, "zpl", 0, 0, IN(printer_format),
     "What is sent to the printer."},
    {"printer", "target", CONFIG_TEXT, "", 0, 0, IN(printer.target),
     "A printer's device node, tcp://ADDRESS, lp:QUEUE of CUPS, or a folder that gets a file for "
     "each label; empty: none."},
    {"printer", "width_mm", CONFIG_DECIMAL, "100", 10, 300, IN(label.width_mm),
     "Width of a label."},
    {"printer", "height_mm", CONFIG_DECIMAL, "50", 10, 300, IN(label.height_mm),
     "Height of a label."},
    {"printer", "dots_per_mm", CONFIG_DECIMAL, "8", 4, 48, IN(label.dots_per_mm),
     "The print head's resolution: 8 is 203 dpi, 12 is 300 dpi, 24 is 600 dpi."},
    {"printer", "template", CONFIG_TEXT, "", 0, 0, IN(lot_template_name),
     "The template of lot labels, a name or a path; empty: the one for the size, lot-100x50 say, or "
     "where there is none a label laid out for it."},
    {"printer", "patience_s", CONFIG_SECONDS, "30", 1, 3600, IN(printer.patience_ms),
     "A printer that takes or prints nothing for so long is given up."},
    {"printer", "ask", CONFIG_ASKING, "auto", 0, 0, IN(printer.asking),
     "Whether the printer is asked how it is before and after each label; auto: unless it seems not "
     "to know how to answer."},
    {"printer", "answer_ms", CONFIG_NUMBER, "2000", 50, 60000, IN(printer.answer_ms),
     "A connection or an answer that takes longer than this does not come."},
    {"printer", "copies", CONFIG_SMALL, "1", 1, 20, IN(copies),
     "How often each label that is asked for is printed."},
    {"printer", "darkness", CONFIG_SMALL, "0", 0, 100, IN(print.darkness),
     "How dark to print, in per cent of what the printer can; 0: as the printer is set."},
    {"printer", "speed", CONFIG_SMALL, "0", 0, 14, IN(print.speed),
     "How fast to print, in inches a second; 0: as the printer is set."},
    {"printer", "cut", CONFIG_BOOL, "no", 0, 0, IN(print.cut),
     "Whether the printer cuts after each label."},
    {"printer", "plain", CONFIG_BOOL, "no", 0, 0, IN(print.plain),
     "Whether zpl is sent with run lengths (ACS) in place of Z64, for printers that do not know it."},

    {"fallback", "target", CONFIG_TEXT, "", 0, 0, IN(fallback.printer.target),
     "A second printer with the same labels, for when nothing can be sent to the first; empty: none."},
    {"fallback", "format", CONFIG_FORMAT, "zpl", 0, 0, IN(fallback.format),
     "What is sent to it."},
    {"fallback", "dots_per_mm", CONFIG_DECIMAL, "8", 4, 48, IN(fallback.dots_per_mm),
     "Its resolution."},
    {"fallback", "ask", CONFIG_ASKING, "auto", 0, 0, IN(fallback.printer.asking),
     "Whether it is asked how it is."},
    {"fallback", "copies", CONFIG_SMALL, "1", 1, 20, IN(fallback.copies),
     "How often it prints each label that is asked for."},
    {"fallback", "darkness", CONFIG_SMALL, "0", 0, 100, IN(fallback.print.darkness),
     "How dark it prints, in per cent of what it can; 0: as it is set."},
    {"fallback", "speed", CONFIG_SMALL, "0", 0, 14, IN(fallback.print.speed),
     "How fast it prints, in inches a second; 0: as it is set."},
    {"fallback", "cut", CONFIG_BOOL, "no", 0, 0, IN(fallback.print.cut),
     "Whether it cuts after each label."},
    {"fallback", "plain", CONFIG_BOOL, "no", 0, 0, IN(fallback.print.plain),
     "Whether zpl is sent to it with run lengths (ACS) in place of Z64."},

    {"label", "font", CONFIG_TEXT, "", 0, 0, IN(label.font),
     "The font file of labels; empty: the first of the usual ones."},
    {"label", "fallback_fonts", CONFIG_PATHS, "", 0, 0, IN(label.fallback),
     "Font files for what that one lacks, Chinese say, in turn; the usual ones come after them."},
    {"label", "folder", CONFIG_TEXT, "/etc/lotd/labels", 0, 0, IN(label_folder),
     "Where the site's own templates lie, NAME.svg or NAME.zpl; they go before those of lotd."},
    {"label", "sscc", CONFIG_NAME, "sscc-a6", 0, 0, IN(sscc_template),
     "The template of logistics labels."},
    {"label", "location", CONFIG_NAME, "location-100x50", 0, 0, IN(location_template),
     "The template of locations' labels."},
    {"label", "badge", CONFIG_NAME, "badge-86x54", 0, 0, IN(badge_template),
     "The template of operators' badges."},
    {"label", "site", CONFIG_TEXT, "", 0, 0, IN(site),
     "The site's name, on badges and sheets."},

    {"export", "root", CONFIG_TEXT, "", 0, 0, IN(export_root),
     "Where bundles go, a stick's mount point say; empty: who exports names it."},

    {CONFIG_PATTERN_SECTION, "regex", CONFIG_TEXT, "", 0, 0, IN_PATTERN(regex),
     "The regular expression (PCRE2) of a whole scan; its named groups are facts; empty: off."},
    {CONFIG_PATTERN_SECTION, "fact", CONFIG_TEXT, "", 0, 0, IN_PATTERN(fact),
     "The fact that the whole scan is, where no group is named."},
    {CONFIG_PATTERN_SECTION, "first", CONFIG_BOOL, "no", 0, 0, IN_PATTERN(first),
     "Whether it goes before GS1 and the other standards, or after them."},
};
/* clang-format on */

const size_t config_option_count = sizeof config_options / sizeof config_options[0];
_Static_assert(sizeof config_options / sizeof config_options[0] <= CONFIG_VALUES_MAX,
               "struct config has a value for each row");

/* "pattern location" -> "pattern": its rows stand for every pattern's. */
static bool same_section(const char *row, const char *section)
{
    size_t size = strlen(row);
    if (strcmp(row, CONFIG_PATTERN_SECTION) != 0) {
        return strcmp(row, section) == 0;
    }
    return strncmp(section, row, size) == 0 && section[size] == ' ' && section[size + 1] != '\0';
}

const struct config_option *config_find(const char *section, const char *key)
{
    for (size_t i = 0; i < config_option_count; i++) {
        if (same_section(config_options[i].section, section) &&
            (!key || strcmp(config_options[i].key, key) == 0)) {
            return &config_options[i];
        }
    }
    return NULL;
}
