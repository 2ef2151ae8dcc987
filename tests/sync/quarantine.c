/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks madoguchi-ctl, as an administrator does. */

#include "quarantine.h"

#include <json-glib/json-glib.h>

void
quarantine_revoke (Office *office)
{
  int status = -1;
  g_autofree char *said = world_ctl (&office->world, &status, "terminal", "revoke", "t-v-01", NULL);

  g_assert_nonnull (said);
  g_assert_cmpint (status, ==, 0);
}

static guint
count_lines (const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);

  for (guint i = 0; lines[i][0] != '\0'; i++)
    g_assert_nonnull (strstr (lines[i], "\"case."));

  return g_strv_length (lines) - 1;
}

static guint
count_reads (JsonObject *envelope, const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint n_reads;

  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  n_reads = json_array_get_length (
      json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "reads"));
  g_assert_cmpint (json_object_get_int_member (envelope, "reads"), ==, n_reads);
  g_assert_cmpstr (json_object_get_string_member (envelope, "account"), ==, "v-01");

  return n_reads;
}

static void
add_piece (Quarantine *self, JsonObject *envelope, const char *bytes, gsize length)
{
  const char *hash = json_object_get_string_member (envelope, "attachment");
  const guint first = (guint) json_object_get_int_member (envelope, "first");
  GByteArray *paper = g_hash_table_lookup (self->papers, hash);

  if (paper == NULL) {
    paper = g_byte_array_new ();
    g_byte_array_set_size (paper, (guint) json_object_get_int_member (envelope, "size"));
    memset (paper->data, 0, paper->len);
    g_hash_table_insert (self->papers, g_strdup (hash), paper);
  }
  g_assert_cmpuint (first + length, <=, paper->len);
  memcpy (paper->data + first, bytes, length);
}

static void
read_envelope (Quarantine *self, Office *office, JsonObject *envelope, guint number)
{
  g_autofree char *path = g_strdup_printf ("%s/handed-in-%u", office->world.folder, number);
  int status = -1;
  g_autofree char *said = world_ctl (&office->world, &status, "service", "unsent-read",
                                     json_object_get_string_member (envelope, "key"), "--out", path, NULL);
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_nonnull (said);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (envelope, "terminal"), ==, "t-v-01");
  g_assert_cmpstr (json_object_get_string_member (envelope, "ward"), ==, "shinjuku");
  g_assert_cmpstr (json_object_get_string_member (envelope, "programme"), ==, "ninpu-r7");
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  if (json_object_has_member (envelope, "attachment"))
    add_piece (self, envelope, text, length);
  else if (json_object_has_member (envelope, "reads"))
    self->n_reads += count_reads (envelope, text);
  else
    self->n_operations += count_lines (text, length);
}

static void
free_paper (gpointer paper)
{
  g_byte_array_unref (paper);
}

void
quarantine_read (Quarantine *self, Office *office)
{
  int status = -1;
  g_autofree char *said = world_ctl (&office->world, &status, "service", "unsent", "--json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *envelopes;

  *self = (Quarantine) { .papers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_paper) };
  g_assert_cmpint (status, ==, 0);
  g_assert_true (json_parser_load_from_data (parser, said, -1, NULL));
  envelopes = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "unsent");
  for (guint i = 0; i < json_array_get_length (envelopes); i++)
    read_envelope (self, office, json_array_get_object_element (envelopes, i), i);
}

void
quarantine_clear (Quarantine *self)
{
  g_clear_pointer (&self->papers, g_hash_table_unref);
}
