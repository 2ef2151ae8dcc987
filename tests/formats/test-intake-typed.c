/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody types off paper stands in a case as a web form's value does. */

#include "mado-intake-typed.h"

#include "mado-programme-file.h"

static MadoProgramme *programme;

static void
test_values_are_stored_in_one_form (void)
{
  static const struct {
    const char *item, *text, *kana, *json, *code;
  } fields[] = {
    { "birth_date", "H7.5.5", NULL, "\"1995-05-05\"", NULL },
    { "birth_date", "平成７年５月５日", NULL, "\"1995-05-05\"", NULL },
    { "postal_code", "160-0022", NULL, "\"1600022\"", NULL },
    { "pregnancy_month", "８", NULL, "8", NULL },
    { "wish", "yes", NULL, "true", NULL },
    { "content", "1-cash", NULL, "\"1-cash\"", NULL },
    { "name", "見本 花子", "ミホン ハナコ", "{\"kanji\":\"見本 花子\",\"kana\":\"ミホン ハナコ\"}", NULL },
    { "occupation", "", NULL, NULL, NULL },
    { "postal_code", "12", NULL, NULL, "E_ZIP" },
    { "pregnancy_month", "12", NULL, NULL, "E_VALUE" },
    { "content", "3-cash", NULL, NULL, "E_CHOICE" },
    { "name", "", "ミホン ハナコ", NULL, "E_VALUE" },
    { "address", "マイナンバー 123456789018", NULL, NULL, "E_MY_NUMBER" },
    { "name", "見本 花子", "マイナンバー 123456789018", NULL, "E_MY_NUMBER" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
    const MadoItem *item = mado_section_find (programme->items, fields[i].item);
    const char *code = NULL;
    yyjson_mut_val *value = mado_intake_typed_read (item, fields[i].text, fields[i].kana, doc, &code);
    char *json = value != NULL ? yyjson_mut_val_write (value, 0, NULL) : NULL;

    g_assert_true (mado_intake_typed_takes (item));
    g_assert_cmpstr (code, ==, fields[i].code);
    g_assert_cmpstr (json, ==, fields[i].json);
    free (json);
    yyjson_mut_doc_free (doc);
  }
}

static void
test_what_is_no_field_is_not_typed (void)
{
  static const char *const ids[] = { "account", "ward_comment", "received_on", "amount", "transfer_method" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_false (mado_intake_typed_takes (mado_section_find (programme->items, ids[i])));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  programme = mado_programme_file_find ("ninpu-r7", &error);
  g_assert_no_error (error);

  g_test_add_func ("/intake-typed/values-are-stored-in-one-form", test_values_are_stored_in_one_form);
  g_test_add_func ("/intake-typed/what-is-no-field-is-not-typed", test_what_is_no_field_is_not_typed);

  status = g_test_run ();
  mado_programme_unref (programme);

  return status;
}
