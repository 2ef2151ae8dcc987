/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Entities and how they are written: one content has one text, and every operation is a version. */

#include <string.h>

#include "mado-base-error.h"
#include "mado-draft.h"

#define ID "0195eeb1-5a00-7abc-8def-0123456789ab"
#define SMALLEST "{\"body\":{},\"id\":\"" ID "\",\"kind\":\"case\",\"state\":\"new\",\"version\":1}"

static MadoEntity *
read_good (const char *text)
{
  MadoEntity *entity = mado_entity_read (text, strlen (text), NULL);

  g_assert_nonnull (entity);

  return entity;
}

static char *
dup_text (const MadoEntity *entity)
{
  GBytes *text = mado_entity_get_text (entity);

  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

static void
assert_writes (MadoDraft *draft, const char *expected)
{
  g_autoptr (MadoEntity) entity = mado_draft_finish (draft, NULL);

  g_assert_nonnull (entity);

  g_autofree char *text = dup_text (entity);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_read (void)
{
  g_autoptr (MadoEntity) entity = read_good (SMALLEST);
  g_autofree char *text = dup_text (entity);
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (mado_entity_get_id (entity), id);
  g_assert_cmpstr (id, ==, ID);
  g_assert_cmpstr (mado_entity_get_kind (entity), ==, "case");
  g_assert_cmpstr (mado_entity_get_state (entity), ==, "new");
  g_assert_cmpint (mado_entity_get_version (entity), ==, 1);
  g_assert_true (yyjson_is_obj (mado_entity_get_body (entity)));
  g_assert_cmpstr (text, ==, SMALLEST);
}

static void
test_what_is_no_entity (void)
{
  static const char *const texts[] = {
    "",
    "{}",
    "[]",
    "{\"body\":{},\"id\":\"" ID "\",\"kind\":\"case\",\"state\":\"new\"}",
    "{\"body\":{},\"id\":\"" ID "\",\"kind\":\"case\",\"state\":\"new\",\"version\":0}",
    "{\"body\":{},\"id\":\"" ID "\",\"kind\":\"case\",\"state\":\"new\",\"version\":\"1\"}",
    "{\"body\":{},\"id\":\"" ID "\",\"kind\":\"case\",\"state\":\"\",\"version\":1}",
    "{\"body\":{},\"id\":\"" ID "\",\"kind\":\"\",\"state\":\"new\",\"version\":1}",
    "{\"body\":{},\"id\":\"1\",\"kind\":\"case\",\"state\":\"new\",\"version\":1}",
    "{\"body\":[],\"id\":\"" ID "\",\"kind\":\"case\",\"state\":\"new\",\"version\":1}",
    "{\"id\":\"" ID "\",\"kind\":\"case\",\"state\":\"new\",\"version\":1}",
    " " SMALLEST,
    SMALLEST "\n",
    "{\"id\":\"" ID "\",\"body\":{},\"kind\":\"case\",\"state\":\"new\",\"version\":1}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", texts[i]);
    g_assert_null (mado_entity_read (texts[i], strlen (texts[i]), &error));
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
  }
}

static void
test_first_version (void)
{
  g_autoptr (MadoDraft) draft = mado_draft_new (mado_id_from_text (ID), "case", "new");

  g_assert_null (draft->before);
  assert_writes (draft, SMALLEST);
}

static void
test_each_draft_is_a_version (void)
{
  g_autoptr (MadoEntity) entity = read_good (SMALLEST);

  for (gint64 version = 2; version < 5; version++) {
    g_autoptr (MadoDraft) draft = mado_draft_from (entity);
    MadoEntity *next = mado_draft_finish (draft, NULL);

    g_assert_true (draft->before == entity);
    g_assert_cmpint (mado_entity_get_version (next), ==, version);
    mado_entity_unref (entity);
    entity = next;
  }
}

static void
test_draft_leaves_what_it_came_from (void)
{
  g_autoptr (MadoEntity) before =
      read_good ("{\"body\":{\"a\":[1]},\"id\":\"" ID "\",\"kind\":\"case\",\"state\":\"new\","
                 "\"version\":7}");
  g_autoptr (MadoDraft) draft = mado_draft_from (before);
  g_autofree char *text = dup_text (before);

  mado_draft_remove (draft, draft->body, "a");
  mado_draft_put_text (draft, draft->body, "b", "見本");
  mado_draft_set_state (draft, "received");
  assert_writes (draft, "{\"body\":{\"b\":\"見本\"},\"id\":\"" ID "\",\"kind\":\"case\",\"state\":\"received\","
                        "\"version\":8}");

  g_autofree char *same = dup_text (before);

  g_assert_cmpstr (same, ==, text);
  g_assert_true (yyjson_is_arr (yyjson_obj_get (mado_entity_get_body (before), "a")));
}

/* Whether something was there once must not be told by the text. */
static void
test_nothing_is_written_as_absent (void)
{
  g_autoptr (MadoDraft) draft = mado_draft_new (mado_id_from_text (ID), "case", "new");
  yyjson_doc *null = yyjson_read ("null", 4, 0);
  yyjson_mut_val *outer = mado_draft_ensure_object (draft, draft->body, "outer");

  mado_draft_ensure_array (draft, mado_draft_ensure_object (draft, outer, "inner"), "list");
  mado_draft_put_text (draft, draft->body, "text", "");
  mado_draft_put (draft, draft->body, "value", yyjson_doc_get_root (null));
  mado_draft_put (draft, draft->body, "none", NULL);
  mado_draft_put_text (draft, draft->body, "gone", "見本");
  mado_draft_put_text (draft, draft->body, "gone", "");
  assert_writes (draft, SMALLEST);
  yyjson_doc_free (null);
}

static void
test_zero_and_no_are_something (void)
{
  g_autoptr (MadoDraft) draft = mado_draft_new (mado_id_from_text (ID), "case", "new");

  mado_draft_put_number (draft, draft->body, "a", 0);
  mado_draft_put_flag (draft, draft->body, "b", FALSE);
  mado_draft_put_id (draft, draft->body, "c", mado_id_from_text (ID));
  assert_writes (draft, "{\"body\":{\"a\":0,\"b\":false,\"c\":\"" ID "\"},\"id\":\"" ID "\",\"kind\":\"case\","
                        "\"state\":\"new\",\"version\":1}");
}

static void
test_order_of_writing_does_not_show (void)
{
  g_autoptr (MadoDraft) draft = mado_draft_new (mado_id_from_text (ID), "case", "new");

  mado_draft_put_number (draft, draft->body, "b", 2);
  mado_draft_put_number (draft, draft->body, "a", 3);
  mado_draft_put_number (draft, draft->body, "a", 1);
  assert_writes (draft, "{\"body\":{\"a\":1,\"b\":2},\"id\":\"" ID "\",\"kind\":\"case\",\"state\":\"new\","
                        "\"version\":1}");
}

static void
test_too_large_is_an_error (void)
{
  g_autoptr (MadoDraft) draft = mado_draft_new (mado_id_from_text (ID), "case", "new");
  g_autofree char *text = g_strnfill (5 * 1024 * 1024, 'a');
  g_autoptr (GError) error = NULL;

  mado_draft_put_text (draft, draft->body, "text", text);
  g_assert_null (mado_draft_finish (draft, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entity/read", test_read);
  g_test_add_func ("/entity/what-is-no-entity", test_what_is_no_entity);
  g_test_add_func ("/draft/first-version", test_first_version);
  g_test_add_func ("/draft/each-is-a-version", test_each_draft_is_a_version);
  g_test_add_func ("/draft/leaves-what-it-came-from", test_draft_leaves_what_it_came_from);
  g_test_add_func ("/draft/nothing-is-written-as-absent", test_nothing_is_written_as_absent);
  g_test_add_func ("/draft/zero-and-no-are-something", test_zero_and_no_are_something);
  g_test_add_func ("/draft/order-of-writing-does-not-show", test_order_of_writing_does_not_show);
  g_test_add_func ("/draft/too-large-is-an-error", test_too_large_is_an_error);

  return g_test_run ();
}
