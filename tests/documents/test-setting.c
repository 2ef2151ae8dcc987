/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-setting.h"
#include "mado-wording.h"
#include "paper-sample.h"

typedef struct {
  MadoTypecase *typecase;
  MadoLayout *report;
  MadoLayout *card;
  MadoFindings *findings;
} Fixture;

static void
set_up (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->typecase = mado_typecase_new (&error);
  g_assert_no_error (error);
  self->report = paper_sample_load_layout ("a4-report");
  self->card = paper_sample_load_layout ("hagaki-v");
  self->findings = mado_findings_new ();
}

static void
tear_down (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  mado_findings_free (self->findings);
  mado_layout_free (self->card);
  mado_layout_free (self->report);
  mado_typecase_free (self->typecase);
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static gboolean
is_one_of (const char *signs, gunichar sign)
{
  return g_utf8_strchr (signs, -1, sign) != NULL;
}

/* 禁則: over all widths, so that every character comes to stand at an end once. */
static void
test_lines_break_by_japanese_rules (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  static const char text[] =
      "（この処分について、不服がある場合は「審査請求」をすることができます。）また、ゃゅょっァィーなどの小さい"
      "仮名・記号！？も、行の頭には来ません［注］。金額は1,050,000円、〒160-0022です。ちょっとシャツとコーヒー…。";
  const MadoLayoutStyle *style = mado_section_find (self->report->styles, "body");
  guint n_lines = 0;

  for (int tenths = 400; tenths < 1200; tenths += 7) { /* of a millimeter */
    g_auto (MadoWording) wording = mado_wording_set (self->typecase, style, 1, tenths / 10.0, text);

    for (int i = 0; i < wording.n_lines; i++) {
      PangoLayoutLine *line = pango_layout_get_line_readonly (wording.text, i);
      const char *start = text + pango_layout_line_get_start_index (line);
      const char *end = start + pango_layout_line_get_length (line);
      gunichar last = g_utf8_get_char (g_utf8_prev_char (end));

      n_lines++;
      if (i > 0)
        g_assert_false (is_one_of ("、。，．」』）］！？ー…・ゃゅょっァィ", g_utf8_get_char (start)));
      if (i + 1 < wording.n_lines)
        g_assert_false (is_one_of ("（「『［", last));
      if (i + 1 < wording.n_lines) /* no number is torn */
        g_assert_false (g_unichar_isdigit (last) && g_unichar_isdigit (g_utf8_get_char (end)));
    }
  }
  g_assert_cmpuint (n_lines, >, 500);
}

static void
test_a_long_name_becomes_smaller_before_it_breaks (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  const MadoLayoutStyle *style = mado_section_find (self->card->styles, "name");
  g_auto (MadoWording) shorter = mado_wording_set (self->typecase, style, 1, 76, "見本 花子　様");
  g_auto (MadoWording) longer = mado_wording_set (self->typecase, style, 1, 76, "ミホン アレクサンドリーナ マリア　様");

  g_assert_cmpint (shorter.n_lines, ==, 1);
  g_assert_cmpint (longer.n_lines, ==, 1);
  g_assert_true (longer.line < shorter.line);
}

/* --- fonts -------------------------------------------------------------------------------------------------------- */

static GHashTable *
find_families (const Fixture *self, const char *text)
{
  g_autoptr (PangoAttrList) attributes = mado_typecase_choose (self->typecase, MADO_FACE_GOTHIC, FALSE, text);
  GHashTable *families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GSList *list = pango_attr_list_get_attributes (attributes);

  for (GSList *one = list; one != NULL; one = one->next) {
    PangoAttribute *attribute = one->data;

    if (attribute->klass->type == PANGO_ATTR_FAMILY)
      g_hash_table_add (families, g_strdup (((PangoAttrString *) attribute)->value));
  }
  g_slist_free_full (list, (GDestroyNotify) pango_attribute_destroy);

  return families;
}

static void
test_a_name_is_set_in_one_font (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GHashTable) usual = find_families (self, "見本 花子 様");
  g_autoptr (GHashTable) variant = find_families (self, "渡邉󠄐 花子 様");
  g_autoptr (GHashTable) sentence = find_families (self, "渡邉󠄐 花子は、");

  g_assert_true (g_hash_table_contains (usual, "BIZ UDGothic") && g_hash_table_size (usual) == 1);
  g_assert_true (!g_hash_table_contains (variant, "BIZ UDGothic") && g_hash_table_size (variant) == 1);
  g_assert_cmpuint (g_hash_table_size (sentence), ==, 2);
}

/* Nothing is drawn where a character has no glyph, and each is named with its place. */
static void
test_missing_characters_are_named (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoManuscript) manuscript = mado_manuscript_new ("");
  static const char *const expected[] = { "name U+E000", "name U+845B U+E01EF", "cells U+1F600" };
  MadoBlock *table;

  mado_manuscript_add (manuscript, MADO_BLOCK_TEXT, "name", "body", "body", "見本\uE000 葛\U000E01EF 𠮷野");
  table = mado_manuscript_add_table (manuscript, "cells", "body", "table", (const double[]) { 0 }, 1);
  mado_block_add_row (table, "\U0001F600", NULL);
  g_assert_null (mado_setting_new (self->typecase, self->report, manuscript, self->findings));
  g_assert_cmpuint (mado_findings_get_count (self->findings), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_assert_cmpstr (mado_findings_get (self->findings, i)->code, ==, MADO_SETTING_GLYPH);
    g_assert_cmpstr (mado_findings_get (self->findings, i)->field, ==, expected[i]);
  }
}

/* --- room --------------------------------------------------------------------------------------------------------- */

static MadoManuscript *
write_sentences (const char *area, const char *style, guint n)
{
  MadoManuscript *manuscript = mado_manuscript_new ("");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, "この処分について不服がある場合は、審査請求をすることができます。");
  mado_manuscript_add (manuscript, MADO_BLOCK_TEXT, "text", area, style, text->str);

  return manuscript;
}

static void
test_what_has_no_room_is_refused_not_cut (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoManuscript) fits = write_sentences ("inside", "body", 30);
  g_autoptr (MadoManuscript) shrinks = write_sentences ("inside", "body", 44);
  g_autoptr (MadoManuscript) bursts = write_sentences ("inside", "body", 200);
  g_autoptr (MadoSetting) first = mado_setting_new (self->typecase, self->card, fits, self->findings);
  g_autoptr (MadoSetting) second = mado_setting_new (self->typecase, self->card, shrinks, self->findings);

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_null (mado_setting_new (self->typecase, self->card, bursts, self->findings));
  g_assert_cmpuint (mado_findings_get_count (self->findings), ==, 1);
  g_assert_cmpstr (mado_findings_get (self->findings, 0)->code, ==, MADO_SETTING_OVERFLOW);
}

static void
test_a_long_text_goes_on_on_more_sheets (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoManuscript) little = write_sentences ("body", "body", 5);
  g_autoptr (MadoManuscript) much = write_sentences ("body", "body", 200);
  g_autoptr (MadoSetting) one = mado_setting_new (self->typecase, self->report, little, self->findings);
  g_autoptr (MadoSetting) many = mado_setting_new (self->typecase, self->report, much, self->findings);

  g_assert_cmpuint (mado_setting_get_n_pages (one), ==, 1);
  g_assert_cmpuint (mado_setting_get_n_pages (many), >, 3);
}

static void
test_a_row_higher_than_any_page_is_refused (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoManuscript) manuscript = mado_manuscript_new ("");
  MadoBlock *table = mado_manuscript_add_table (manuscript, "rows", "body", "cells", (const double[]) { 10, 0 }, 2);
  g_autofree char *tower = g_strnfill (500, 'x');

  mado_block_add_row (table, tower, "", NULL);
  g_assert_null (mado_setting_new (self->typecase, self->report, manuscript, self->findings));
  g_assert_cmpstr (mado_findings_get (self->findings, 0)->code, ==, MADO_SETTING_OVERFLOW);
}

static void
test_an_unknown_place_is_refused (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoManuscript) manuscript = write_sentences ("nowhere", "body", 1);

  g_assert_null (mado_setting_new (self->typecase, self->report, manuscript, self->findings));
  g_assert_cmpstr (mado_findings_get (self->findings, 0)->code, ==, MADO_SETTING_PLACE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/setting/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("lines-break-by-japanese-rules", test_lines_break_by_japanese_rules);
  ADD ("a-long-name-becomes-smaller-before-it-breaks", test_a_long_name_becomes_smaller_before_it_breaks);
  ADD ("a-name-is-set-in-one-font", test_a_name_is_set_in_one_font);
  ADD ("missing-characters-are-named", test_missing_characters_are_named);
  ADD ("what-has-no-room-is-refused-not-cut", test_what_has_no_room_is_refused_not_cut);
  ADD ("a-long-text-goes-on-on-more-sheets", test_a_long_text_goes_on_on_more_sheets);
  ADD ("a-row-higher-than-any-page-is-refused", test_a_row_higher_than_any_page_is_refused);
  ADD ("an-unknown-place-is-refused", test_an_unknown_place_is_refused);

  return g_test_run ();
}
