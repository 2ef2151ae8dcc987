/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The programme file as text and shape: what is read, and the place of what cannot be. */

#include <string.h>

#include "mado-programme.h"
#include "mado-test-table.h"

static MadoProgramme *
read_text (const char *text, GPtrArray *faults)
{
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));

  return mado_programme_read (file, faults);
}

static char *
load_smallest (void)
{
  return mado_test_load_file ("programmes/smallest.json", NULL);
}

/* The smallest programme with the first @old replaced. */
static MadoProgramme *
read_changed (const char *old, const char *new, GPtrArray *faults)
{
  g_autofree char *text = load_smallest ();
  const char *at = strstr (text, old);

  g_assert_nonnull (at);
  g_autofree char *head = g_strndup (text, (gsize) (at - text));
  g_autofree char *changed = g_strconcat (head, new, at + strlen (old), NULL);

  return read_text (changed, faults);
}

static void
smallest_reads (void)
{
  g_autofree char *text = load_smallest ();
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) programme = read_text (text, faults);

  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_nonnull (programme);
  g_assert_cmpstr (programme->identity.title, ==, "見本給付金");
  g_assert_cmpint (programme->identity.fiscal_year, ==, 2025);
  g_assert_cmpuint (mado_section_get_count (programme->items), ==, 4);

  const MadoState *received = mado_section_get (programme->states, 0);
  g_assert_cmpstr (received->id, ==, "received");
  g_assert_cmpuint (received->late_after.count, ==, 3);
  g_assert_cmpstr (received->late_after.unit, ==, "office days");
  g_assert_false (received->is_end);

  const MadoRate *rate = mado_section_find (programme->rates, "each");
  const MadoDatedValue *value = mado_section_find (rate->from, "2025-04-01");
  g_assert_true (value->value.is_number);
  g_assert_cmpint (value->value.number, ==, 10000);

  const MadoFormMap *map = mado_section_find (programme->form_maps, "form-1");
  const MadoFormMapColumn *plain = mado_section_find (map->columns, "氏名");
  const MadoFormMapColumn *valued = mado_section_find (map->columns, "希望");
  g_assert_cmpstr (plain->item, ==, "name");
  g_assert_cmpstr (((const MadoNamed *) mado_section_find (valued->values, "する"))->label, ==, "y");
}

static void
items_inherit_from_their_section (void)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) programme = read_changed (
      "\"label\": \"氏名\",", "\"label\": \"氏名\", \"see\": [\"desk\", \"lead\"], \"give\": [],", faults);
  const MadoItem *number, *amount;

  g_assert_null (programme); /* a packet gives the name away */
  g_clear_pointer (&programme, mado_programme_unref);
  g_ptr_array_set_size (faults, 0);
  programme = read_changed ("\"label\": \"氏名\",", "\"label\": \"氏名\", \"see\": [\"desk\", \"lead\"],", faults);
  g_assert_nonnull (programme);
  number = mado_section_find (programme->items, "number");
  amount = mado_section_find (programme->items, "amount");
  g_assert_cmpuint (((const MadoItem *) mado_section_find (programme->items, "name"))->see->len, ==, 2);
  g_assert_true (mado_item_may_see (number, "lead"));
  g_assert_false (mado_item_may_edit (number, "lead"));
  g_assert_true (mado_item_may_edit (number, "clerk"));
  g_assert_false (mado_item_may_edit (amount, "clerk"));
  g_assert_true (mado_item_may_get (number, "ward"));
  g_assert_false (mado_item_may_get (number, "printer"));
  g_assert_cmpstr (number->section, ==, "applicant");
}

static void
absent_is_empty (void)
{
  g_autofree char *text = load_smallest ();
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) programme = read_text (text, faults);
  const MadoTransition *receive = mado_section_find (programme->transitions, "receive");
  const MadoRight *right = mado_section_get (programme->rights, 0);

  g_assert_cmpstr (receive->must.text, ==, "");
  g_assert_cmpstr (receive->packet, ==, "");
  g_assert_cmpuint (receive->letters->len, ==, 0);
  g_assert_cmpstr (right->look.space, ==, "");
  g_assert_cmpuint (right->look.key->len, ==, 0);
  g_assert_cmpuint (mado_section_get_count (programme->lists), ==, 0);
  g_assert_null (mado_section_find (programme->states, "new"));
}

static void
programme_outlives_its_file (void)
{
  g_autofree char *text = load_smallest ();
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) held = NULL;
  MadoProgramme *programme = read_text (text, faults);

  memset (text, 'x', strlen (text));
  held = mado_programme_ref (programme);
  mado_programme_unref (programme);
  g_assert_cmpstr (held->identity.id, ==, "smallest");
}

static void
all_faults_come_at_once_in_the_order_of_the_file (void)
{
  const struct {
    const char *code;
    const char *pointer;
    guint line;
    guint column;
  } expected[] = {
    { "E_MEMBER_MISSING", "", 1, 1 },
    { "E_TYPE", "/programme/ward", 3, 25 },
    { "E_MEMBER_UNKNOWN", "/programme/wards", 3, 28 },
    { "E_TYPE", "/programme/case_is", 4, 13 },
    { "E_MEMBER_TWICE", "/programme/id", 4, 16 },
    { "E_NAME_UNKNOWN", "/items/a/see", 7, 45 },
  };
  const char *text =
      "{\n"
      " \"format\": 1, \"note\": 1, \"programme\": {\"id\": \"a\",\n"
      "  \"note\": [{}], \"ward\": 7, \"wards\": 1, \"fiscal_year\": 2025, \"title\": \"題\",\n"
      "  \"case_is\":1, \"id\": \"b\", \"division\": \"d\", \"open\": \"2025-04-01\", \"close\": \"2025-04-01\", "
      "\"flow_version\": \"1\"},\n"
      " \"roles\": {\"r\": \"役\"}, \"states\": {}, \"transitions\": {},\n"
      " \"items\": {\n"
      "   \"a\": {\"label\": \"日本語\", \"give\": [], \"see\": \"nobody\", \"edit\": [], \"fields\": {}}}}";
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) programme = read_text (text, faults);

  g_assert_null (programme);
  g_assert_cmpuint (faults->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < faults->len; i++) {
    const MadoProgrammeFault *fault = mado_programme_faults_get (faults, i);

    g_assert_cmpstr (fault->code, ==, expected[i].code);
    g_assert_cmpstr (fault->pointer, ==, expected[i].pointer);
    g_assert_cmpuint (fault->line, ==, expected[i].line);
    g_assert_cmpuint (fault->column, ==, expected[i].column);
  }
}

/* --- rules -------------------------------------------------------------------------------------------------------- */

/* Whatever else the rule language finds, what is no item is found at its place. */
static void
assert_rule_place (const char *rule_json, guint line, guint column)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autofree char *member = g_strconcat ("\"must\": ", rule_json, NULL);
  g_autoptr (MadoProgramme) programme = read_changed ("\"must\": \"wish = 'y'\"", member, faults);
  guint n_found = 0;

  g_assert_null (programme);
  for (guint i = 0; i < faults->len; i++) {
    const MadoProgrammeFault *fault = mado_programme_faults_get (faults, i);

    if (strcmp (fault->code, "E_ITEM") != 0)
      continue;
    n_found++;
    g_assert_cmpuint (fault->line, ==, line);
    g_assert_cmpuint (fault->column, ==, column);
    g_assert_true (g_str_has_prefix (fault->pointer, "/checks/wishes/must"));
  }
  g_assert_cmpuint (n_found, ==, 1);
}

static void
faults_in_rules_have_their_place (void)
{
  /* the rule's opening quote stands in column 68 of line 22; the first byte stands for the rule as a whole */
  assert_rule_place ("\"wisch = 'y'\"", 22, 68);
  assert_rule_place ("\"wish = 'y' AND nmae\"", 22, 84);
  assert_rule_place ("\"wish = '希望' AND nmae\"", 22, 85);
  assert_rule_place ("\"wish = '\\u5e0c\\u671b' AND nmae\"", 22, 95);
  assert_rule_place ("\"wish = '\\ud842\\udfb7\\t\\\"' AND nmae\"", 22, 99);
  assert_rule_place ("[\"wish = 'y'\",\n\"AND nmae\"]", 23, 6);
}

static void
a_rule_of_lines_is_joined (void)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) programme =
      read_changed ("\"must\": \"wish = 'y'\"", "\"must\": [\"wish =\", \"'y'\"]", faults);
  const MadoCheck *check = mado_section_find (programme->checks, "wishes");

  g_assert_cmpstr (check->must.text, ==, "wish =\n'y'");
}

/* --- hostile input ------------------------------------------------------------------------------------------------ */

static void
every_beginning_of_a_file_is_refused (void)
{
  g_autofree char *text = load_smallest ();
  gsize length = strlen (g_strchomp (text));

  for (gsize i = 0; i < length; i++) {
    g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
    g_autoptr (GBytes) file = g_bytes_new (text, i);
    g_autoptr (MadoProgramme) programme = mado_programme_read (file, faults);

    g_assert_null (programme);
    g_assert_cmpuint (faults->len, ==, 1);
    g_assert_cmpstr (mado_programme_faults_get (faults, 0)->code, ==, "E_JSON");
  }
}

/* Whatever value stands anywhere, there are faults or a programme, never a crash. */
static void
any_value_may_stand_anywhere (void)
{
  const char *const values[] = { "null", "true",        "0",  "-1",   "1.5", "1e400",
                                 "\"\"", "\"\\u0000\"", "[]", "[[]]", "{}",  "{\"a\": {}}" };
  g_autofree char *text = load_smallest ();

  for (char *at = strstr (text, "\": "); at != NULL; at = strstr (at + 1, "\": "))
    for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
      gsize rest = at[3] == '"'                   ? strcspn (at + 4, "\"") + 5
                   : at[3] >= '0' && at[3] <= '9' ? strspn (at + 3, "0123456789") + 3
                                                  : 0;
      g_autofree char *head = g_strndup (text, (gsize) (at + 3 - text));
      g_autofree char *changed = g_strconcat (head, values[i], at + MAX (rest, 3), NULL);
      g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
      g_autoptr (MadoProgramme) programme = read_text (changed, faults);

      g_assert_true ((programme == NULL) == (faults->len > 0));
    }
}

static void
too_large_a_file_is_refused (void)
{
  g_autofree char *text = load_smallest ();
  g_autofree char *blanks = g_strnfill (256 * 1024, ' ');
  g_autofree char *large = g_strconcat (text, blanks, NULL);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) programme = read_text (large, faults);

  g_assert_null (programme);
  g_assert_cmpstr (mado_programme_faults_get (faults, 0)->code, ==, "E_SIZE");
}

static void
faults_are_not_without_end (void)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();

  for (int i = 0; i < 5000; i++)
    g_string_append_printf (text, "\"x%d\": 1,\n", i);
  g_string_append (text, "\"y\": 1}");
  g_autoptr (MadoProgramme) programme = read_text (text->str, faults);
  g_assert_null (programme);
  g_assert_cmpuint (faults->len, ==, MADO_PROGRAMME_MAX_FAULTS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/programme-reader/smallest-programme-reads", smallest_reads);
  g_test_add_func ("/programme-reader/items-inherit-from-their-section", items_inherit_from_their_section);
  g_test_add_func ("/programme-reader/absent-is-empty", absent_is_empty);
  g_test_add_func ("/programme-reader/programme-outlives-its-file", programme_outlives_its_file);
  g_test_add_func ("/programme-reader/all-faults-come-at-once", all_faults_come_at_once_in_the_order_of_the_file);
  g_test_add_func ("/programme-reader/faults-in-rules-have-their-place", faults_in_rules_have_their_place);
  g_test_add_func ("/programme-reader/a-rule-of-lines-is-joined", a_rule_of_lines_is_joined);
  g_test_add_func ("/programme-reader/every-beginning-of-a-file-is-refused", every_beginning_of_a_file_is_refused);
  g_test_add_func ("/programme-reader/any-value-may-stand-anywhere", any_value_may_stand_anywhere);
  g_test_add_func ("/programme-reader/too-large-a-file-is-refused", too_large_a_file_is_refused);
  g_test_add_func ("/programme-reader/faults-are-not-without-end", faults_are_not_without_end);

  return g_test_run ();
}
