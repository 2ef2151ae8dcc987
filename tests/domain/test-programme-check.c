/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One broken file a code: the smallest programme with one fault, which is found at its place and nothing else. */

#include <string.h>

#include "mado-programme.h"
#include "mado-test-table.h"

static const struct {
  const char *file;
  const char *code;
  const char *pointer;
  guint line;
  guint column;
} broken[] = {
  { "fail-alone.json", "E_FAIL_ALONE", "/transitions/fail", 40, 5 },
  { "must-equal.json", "E_MUST_EQUAL", "/packets/result", 45, 5 },
  { "field.json", "E_FIELD", "/calls/sentences/got/say", 49, 58 },
  { "call-identity.json", "E_NAME_UNKNOWN", "/calls/identity/1", 49, 34 },
  { "call-item.json", "E_NAME_UNKNOWN", "/calls/sentences/got/say", 49, 59 },
  { "call-script.json", "E_NAME_UNKNOWN", "/calls/scripts/when/category", 49, 107 },
  { "not-told.json", "E_NOT_TOLD", "/calls/sentences/got/say", 49, 46 },
  { "call-when.json", "E_NOT_TOLD", "/calls/sentences/got/when", 49, 60 },
  { "choices.json", "E_CHOICES", "/items/applicant/fields/name", 15, 9 },
  { "claim.json", "E_CLAIM", "/rights/one/claim/space", 25, 32 },
  { "counts-rows.json", "E_COUNTS_ROWS", "/lists/children/checks/few/must", 24, 69 },
  { "date.json", "E_DATE", "/programme/open", 5, 13 },
  { "deficiency-open.json", "E_DEFICIENCY_OPEN", "/transitions/return/opens", 35, 100 },
  { "signatures.json", "E_SIGNATURES", "/packets/payment", 43, 5 },
  { "direction.json", "E_DIRECTION", "/packets/payment", 43, 5 },
  { "duration.json", "E_DURATION", "/states/deficient/late_after", 29, 48 },
  { "edit-nobody.json", "E_EDIT_NOBODY", "/transitions/plan", 37, 5 },
  { "edit-unseen.json", "E_EDIT_UNSEEN", "/items/applicant/fields/name", 15, 9 },
  { "empty.json", "E_EMPTY", "/programme/division", 4, 91 },
  { "fiscal-year.json", "E_FISCAL_YEAR", "/programme/open", 5, 13 },
  { "format.json", "E_FORMAT", "", 1, 1 },
  { "id.json", "E_ID", "/checks/Wishes", 22, 14 },
  { "id-keyword.json", "E_ID_KEYWORD", "/items/applicant/fields/group", 18, 9 },
  { "id-reserved.json", "E_ID_RESERVED", "/items/applicant/fields/today", 18, 9 },
  { "id-twice.json", "E_ID_TWICE", "/audiences/lead", 8, 17 },
  { "json.json", "E_JSON", "/receivers", 10, 3 },
  { "kept.json", "E_KEPT", "/items/applicant/fields/wish", 16, 9 },
  { "letter-reason.json", "E_WORD", "/letters/news", 42, 15 },
  { "map-list.json", "E_MAP_LIST", "/csv/form-1", 46, 11 },
  { "map-match.json", "E_MAP_MATCH", "/csv/form-1", 46, 11 },
  { "member-missing.json", "E_MEMBER_MISSING", "/transitions/receive", 34, 5 },
  { "member-twice.json", "E_MEMBER_TWICE", "/roles/clerk", 7, 30 },
  { "member-unknown.json", "E_MEMBER_UNKNOWN", "/checks/wishes/says", 22, 101 },
  { "my-number.json", "E_MY_NUMBER", "/items/applicant/fields/number/label", 14, 29 },
  { "name-unknown.json", "E_NAME_UNKNOWN", "/queues/intake/columns/1", 41, 129 },
  { "not-given.json", "E_NOT_GIVEN", "/packets/payment/items/1", 43, 88 },
  { "not-seen.json", "E_NOT_SEEN", "/queues/intake/columns/1", 41, 129 },
  { "order-packet.json", "E_ORDER_PACKET", "/transitions/plan", 37, 5 },
  { "pattern.json", "E_PATTERN", "/items/applicant/fields/number/pattern", 14, 64 },
  { "queue-day.json", "E_QUEUE_DAY", "/queues/intake/show", 41, 104 },
  { "range.json", "E_RANGE", "/programme/close", 5, 36 },
  { "retention.json", "E_RETENTION", "/retention", 48, 3 },
  { "right-stuck.json", "E_RIGHT_STUCK", "/rights", 23, 3 },
  { "rule-choice.json", "E_CHOICE", "/checks/wishes/must", 22, 76 },
  { "rule-claim.json", "E_ITEM", "/rights/one/claim/key/0", 25, 76 },
  { "rule-function.json", "E_FUNCTION", "/checks/wishes/must", 22, 68 },
  { "rule-item.json", "E_ITEM", "/checks/wishes/must", 22, 68 },
  { "rule-lines.json", "E_DATE", "/checks/wishes/must/1", 22, 97 },
  { "rule-list.json", "E_ITEM", "/lists/children/checks/born/must", 23, 68 },
  { "rule-packet.json", "E_CHOICE", "/packets/payment/when", 43, 84 },
  { "rule-rate.json", "E_RATE", "/rights/one/amount", 24, 69 },
  { "rule-required.json", "E_ITEM", "/items/applicant/fields/name/required", 15, 63 },
  { "rule-state.json", "E_CHOICE", "/queues/intake/show", 41, 75 },
  { "rule-transition.json", "E_ITEM", "/transitions/pay/must", 38, 88 },
  { "rule-type.json", "E_TYPE", "/rights/one/amount", 24, 63 },
  { "rule-visual-check.json", "E_CHOICE", "/visual_checks/seal/when", 21, 85 },
  { "set-and-edited.json", "E_SET_AND_EDITED", "/items/applicant/fields/amount/set_by", 17, 62 },
  { "set-and-mapped.json", "E_SET_AND_MAPPED", "/csv/form-1/columns/金額", 47, 58 },
  { "state-stuck.json", "E_STATE_STUCK", "/states/paid", 31, 5 },
  { "state-unreached.json", "E_STATE_UNREACHED", "/states/refused", 32, 5 },
  { "type.json", "E_TYPE", "/checks/wishes/say", 22, 108 },
  { "word.json", "E_WORD", "/checks/wishes/severity", 22, 52 },
};

static void
each_broken_file_has_its_one_fault (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_autofree char *path = g_build_filename ("programmes/broken", broken[i].file, NULL);
    gsize length = 0;
    g_autofree char *text = mado_test_load_file (path, &length);
    g_autoptr (GBytes) file = g_bytes_new (text, length);
    g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
    g_autoptr (MadoProgramme) programme = mado_programme_read (file, faults);

    g_test_message ("%s", broken[i].file);
    g_assert_null (programme);
    g_assert_cmpuint (faults->len, ==, 1);
    const MadoProgrammeFault *fault = mado_programme_faults_get (faults, 0);
    g_assert_cmpstr (fault->code, ==, broken[i].code);
    g_assert_cmpstr (fault->pointer, ==, broken[i].pointer);
    g_assert_cmpuint (fault->line, ==, broken[i].line);
    g_assert_cmpuint (fault->column, ==, broken[i].column);
    g_assert_cmpuint (strlen (fault->message), >, 0);
  }
}

static void
each_broken_file_is_in_the_table (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "programmes", "broken", NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  guint n_files = 0;

  g_assert_nonnull (directory);
  while (g_dir_read_name (directory) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, ==, G_N_ELEMENTS (broken));
}

/* --- what one file a code does not show ----------------------------------------------------------------------------
 */

typedef struct {
  const char *old;
  const char *new;
  const char *code;    /* NULL: no fault */
  const char *pointer; /* of the first */
} Change;

static const Change changes[] = {
  /* clang-format off */
  { "\"see\": \"desk\"", "\"see\": \"dessk\"", "E_NAME_UNKNOWN", "/items/applicant/see" },
  { "\"edit\": \"clerk\"", "\"edit\": [\"clerk\", \"boss\"]", "E_NAME_UNKNOWN", "/items/applicant/edit/1" },
  { "\"give\": \"ward\"", "\"give\": \"bank\"", "E_NAME_UNKNOWN", "/items/applicant/give" },
  { "\"desk\": [", "\"desk\": [\"desk\", ", "E_NAME_UNKNOWN", "/audiences/desk/0" },
  { "\"set_by\": \"right\"", "\"set_by\": \"transition never\"", "E_NAME_UNKNOWN", "/items/applicant/fields/amount/set_by" },
  { "\"set_by\": \"right\"", "\"set_by\": \"transition pay\"", NULL, NULL },
  { "\"from\": \"new\"", "\"from\": [\"new\", \"old\"]", "E_NAME_UNKNOWN", "/transitions/receive/from/1" },
  { "\"to\": \"paid\"", "\"to\": \"payed\"", "E_STATE_UNREACHED", "/states/paid" },
  { "\"by\": \"lead\"", "\"by\": \"leader\"", "E_NAME_UNKNOWN", "/transitions/pay/by" },
  { "\"not_same_as\": \"receive\"", "\"not_same_as\": \"recieve\"", "E_NAME_UNKNOWN", "/transitions/pay/not_same_as" },
  { "\"not_same_as\": \"receive\"", "\"not_same_as\": \"account entry\"", NULL, NULL },
  { "\"packet\": \"payment\"", "\"packet\": \"pay\"", "E_NAME_UNKNOWN", "/transitions/plan/packet" },
  { "\"right\": \"pay\"", "\"right\": \"pay\", \"letters\": \"thanks\"", "E_NAME_UNKNOWN", "/transitions/pay/letters" },
  { "\"right\": \"pay\"", "\"right\": \"pay\", \"counts\": \"times\"", "E_NAME_UNKNOWN", "/transitions/pay/counts" },
  { "\"right\": \"pay\"", "\"right\": \"pay\", \"sets\": {\"paid\": \"today\"}", "E_NAME_UNKNOWN", "/transitions/pay/sets/paid" },
  { "\"right\": \"pay\"", "\"right\": \"pay\", \"sets\": {\"name\": \"now\"}", "E_WORD", "/transitions/pay/sets/name" },
  { "\"right\": \"pay\"", "\"right\": \"pay\", \"signed_by\": \"desk\"", "E_NAME_UNKNOWN", "/transitions/pay/signed_by" },
  { "\"needs\": [", "\"needs\": [\"luck\", ", "E_WORD", "/transitions/pay/needs/0" },
  { "\"items\": [\"wish\"]", "\"items\": [\"wihs\"]", "E_NAME_UNKNOWN", "/checks/wishes/items/0" },
  { "\"for\": \"clerk\"", "\"for\": \"clerks\"", "E_NAME_UNKNOWN", "/queues/intake/for" },
  { "\"order\": \"number\"", "\"order\": \"state_since\"", NULL, NULL },
  { "\"希望\": {", "\"マイナンバー\": {", "E_MY_NUMBER", "/csv/form-1/columns/マイナンバー" },
  { "\"受付番号\": \"number\"", "\"受付番号\": \"nubmer\"", "E_NAME_UNKNOWN", "/csv/form-1/columns/受付番号" },
  { "\"する\": \"y\"", "\"する\": \"yes\"", "E_NAME_UNKNOWN", "/csv/form-1/columns/希望/values/する" },
  { "\"key\": [\"number\"]", "\"key\": []", "E_CLAIM", "/rights/one/claim/space" },
  { "\"when\": \"wish = 'y'\",", "\"when\": \"wish = 'y'\", \"for_each\": \"people\",", "E_NAME_UNKNOWN", "/rights/one/for_each" },
  { "\"scan\":", "\"picture\":", "E_RETENTION", "/retention" },
  { "\"received\":  {", "\"new\":  {", "E_ID_RESERVED", "/states/new" },
  { "\"from\": {\"2025-04-01\"", "\"from\": {\"1.4.2025\"", "E_DATE", "/rates/each/from/1.4.2025" },
  { "\"rates\"", "\"totals\": {\"all\": {\"label\": \"数\", \"of\": \"people\", \"count\": \"all\"}}, \"rates\"", "E_ID_KEYWORD", "/totals/all" },
  { "\"rates\"", "\"totals\": {\"sum\": {\"label\": \"数\", \"of\": \"people\", \"count\": \"all\"}}, \"rates\"", "E_NAME_UNKNOWN", "/totals/sum/of" },
  { "\"rates\"", "\"computed\": {\"name\": {\"label\": \"数\", \"type\": \"text\", \"is\": \"1\"}}, \"rates\"", "E_ID_TWICE", "/computed/name" },
  { "\"rates\"", "\"visual_checks\": {\"seal\": {\"label\": \"印\", \"section\": \"paper\"}}, \"rates\"", "E_NAME_UNKNOWN", "/visual_checks/seal/section" },
  { "\"end\": true", "\"end\": true, \"note\": 5, \"paper\": {}", NULL, NULL },
  { "\"right\": \"claim\"", "\"right\": \"take\"", "E_RIGHT_STUCK", "/rights" },
  { "\"right\": \"order\"", "\"right\": \"recall\"", "E_RIGHT_STUCK", "/rights" },
  { "\"claims\": \"receipt\"", "\"claims\": \"right\"", "E_WORD", "/transitions/receive/claims" },
  { "\"claims\": \"receipt\"", "\"releases\": \"right\"", "E_MEMBER_UNKNOWN", "/transitions/receive/releases" },
  { "\"right\": \"order\"", "\"right\": \"order\", \"edits\": \"applicant\"", NULL, NULL },
  { "\"right\": \"order\"", "\"right\": \"order\", \"edits\": [\"wish\", \"nmae\"]", "E_NAME_UNKNOWN", "/transitions/plan/edits/1" },
  { "\"right\": \"pay\"", "\"right\": \"pay\", \"edits\": \"wish\"", "E_EDIT_NOBODY", "/transitions/pay" },
  { "\"items\": {", "\"duties\": {\"calls\": \"desk\", \"plan\": [\"lead\"]}, \"items\": {", NULL, NULL },
  { "\"items\": {", "\"duties\": {\"call\": \"desk\"}, \"items\": {", "E_NAME_UNKNOWN", "/duties/call" },
  { "\"items\": {", "\"duties\": {\"calls\": \"boss\"}, \"items\": {", "E_NAME_UNKNOWN", "/duties/calls" },
  { "\"items\": {", "\"tallies\": {\"web\": {\"label\": \"x\", \"forms\": [\"form-1\", \"paper\"]}}, \"items\": {", NULL, NULL },
  { "\"items\": {", "\"tallies\": {\"web\": {\"label\": \"x\", \"forms\": [\"fax\"]}}, \"items\": {", "E_NAME_UNKNOWN", "/tallies/web/forms/0" },
  { "\"items\": {", "\"sites\": {\"ward\": {\"label\": \"x\", \"for\": \"clerk\", \"closes\": \"17:15\"}}, \"items\": {", NULL, NULL },
  { "\"items\": {", "\"sites\": {\"ward\": {\"label\": \"x\", \"for\": \"boss\"}}, \"items\": {", "E_NAME_UNKNOWN", "/sites/ward/for" },
  { "\"items\": {", "\"sites\": {\"ward\": {\"label\": \"x\", \"for\": \"clerk\", \"closes\": \"25:15\"}}, \"items\": {", "E_RANGE", "/sites/ward/closes" },
  { "\"items\": {", "\"sites\": {\"ward\": {\"label\": \"x\", \"for\": \"clerk\"}, \"hall\": {\"label\": \"y\", \"for\": \"desk\"}}, \"items\": {", "E_ID_TWICE", "/sites/hall" },
  { "\"set_by\": \"right\"", "\"set_by\": \"rule\", \"is\": \"length(number)\"", NULL, NULL },
  { "\"set_by\": \"right\"", "\"set_by\": \"rule\", \"is\": \"amount + 1\"", "E_LOOP", "/items/applicant/fields/amount/is" },
  { "\"set_by\": \"right\"", "\"set_by\": \"rule\", \"is\": \"wish\"", "E_TYPE", "/items/applicant/fields/amount/is" },
  { "\"set_by\": \"right\"", "\"set_by\": \"rule\"", "E_KEPT", "/items/applicant/fields/amount" },
  { "\"type\": \"yen\", \"set_by\": \"right\"", "\"type\": \"name\", \"set_by\": \"rule\", \"is\": \"wish\"", "E_KEPT", "/items/applicant/fields/amount" },
  { "\"type\": \"name\"", "\"type\": \"name\", \"sensitive\": \"whereabouts\"", NULL, NULL },
  { "\"rates\"", "\"lists\": {\"children\": {\"label\": \"児童\", \"one\": \"child\", \"max\": 9, \"see\": [], \"edit\": [], \"give\": [], \"fields\": {}, \"computed\": {\"n\": {\"label\": \"数\", \"type\": \"number\", \"is\": \"2\"}}}}, \"totals\": {\"few\": {\"label\": \"数\", \"of\": \"children\", \"count\": \"n\"}}, \"rates\"", "E_TYPE", "/totals/few/count" },
  { "\"must\": \"wish = 'y'\"", "\"must\": \"always\"", "E_CONSTRUCT", "/checks/wishes/must" },
  { "\"type\": \"name\", \"required\": \"always\"", "\"type\": \"account\", \"required\": \"name_relation = 'me'\"", "E_CHOICE", "/items/applicant/fields/name/required" },
  { "\"type\": \"name\", \"required\": \"always\"", "\"type\": \"account\", \"required\": \"name_origin = 'earlier' AND name_date > '2025-04-01'\"", NULL, NULL },
  { "\"type\": \"name\"", "\"type\": \"name\", \"mask_for\": \"clerk\"", "E_EDIT_UNSEEN", "/items/applicant/fields/name" },
  { "\"type\": \"name\"", "\"type\": \"notes\", \"mask_for\": \"clerk\"", NULL, NULL },
  { "\"type\": \"name\"", "\"type\": \"name\", \"sensitive\": \"very\"", "E_WORD", "/items/applicant/fields/name/sensitive" },
  { "\"wish\": ", "\"bank\": {\"label\": \"口座\", \"type\": \"account\"}, \"bank_date\": {\"label\": \"日\", \"type\": \"date\"}, \"wish\": ", "E_ID_TWICE", "/items/applicant/fields/bank_date" },
  { "\"end\": true", "\"end\\u0000\": true", "E_STATE_STUCK", "/states/paid" },
  { "\"wishes\"", "\"wishes\\u0000\"", "E_ID", "/checks/wishes\\u0000" },
  /* clang-format on */
};

static void
each_change_is_judged (void)
{
  g_autofree char *text = mado_test_load_file ("programmes/smallest.json", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    const Change *change = &changes[i];
    const char *at = strstr (text, change->old);

    g_test_message ("%s", change->new);
    g_assert_nonnull (at);
    g_autofree char *head = g_strndup (text, (gsize) (at - text));
    g_autofree char *changed = g_strconcat (head, change->new, at + strlen (change->old), NULL);
    g_autoptr (GBytes) file = g_bytes_new (changed, strlen (changed));
    g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
    g_autoptr (MadoProgramme) programme = mado_programme_read (file, faults);

    g_assert_true ((programme != NULL) == (change->code == NULL));
    if (change->code == NULL)
      continue;
    g_assert_cmpstr (mado_programme_faults_get (faults, 0)->code, ==, change->code);
    g_assert_cmpstr (mado_programme_faults_get (faults, 0)->pointer, ==, change->pointer);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/programme-check/each-broken-file-has-its-one-fault", each_broken_file_has_its_one_fault);
  g_test_add_func ("/programme-check/each-broken-file-is-in-the-table", each_broken_file_is_in_the_table);
  g_test_add_func ("/programme-check/each-change-is-judged", each_change_is_judged);

  return g_test_run ();
}
