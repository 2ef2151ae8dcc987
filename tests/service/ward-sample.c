/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A ward, in memory, in a file, or in a database, and what its tests ask of it behind everybody's back. */

#include "ward-sample.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "mado-backend-postgresql.h"
#include "mado-backend-sqlcipher.h"
#include "mado-hex.h"
#include "mado-test-cluster.h"

/* --- the service ------------------------------------------------------------------------------------------------- */

static MadoInstant
get_now (gpointer user_data)
{
  return ((const Ward *) user_data)->now;
}

static void
fill_random (gpointer user_data, guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) g_rand_int (((Ward *) user_data)->random);
}

static gboolean
find_roles (gpointer user_data,
            G_GNUC_UNUSED MadoBackend *backend,
            G_GNUC_UNUSED const char *stream,
            const char *account,
            char ***out_roles,
            G_GNUC_UNUSED GError **error)
{
  char **roles = g_hash_table_lookup (((const Ward *) user_data)->roles, account);

  *out_roles = roles != NULL ? g_strdupv (roles) : g_new0 (char *, 1);

  return TRUE;
}

static void
free_stream (gpointer data)
{
  WardStream *stream = data;

  mado_stream_free (stream->stream);
  g_free (stream->name);
  g_free (stream);
}

static gboolean is_in_files;
static MadoTestCluster *cluster; /* (nullable): one for all wards of a test */

static void
free_cluster (void)
{
  mado_test_cluster_free (cluster);
}

/**
 * ward_choose_backend:
 * @argc: of a test, after g_test_init()
 * @argv: of it
 */
void
ward_choose_backend (int argc, char **argv)
{
  is_in_files = argc > 1 && strcmp (argv[1], "sqlcipher") == 0;
  if (argc > 1 && strcmp (argv[1], "postgresql") == 0) {
    cluster = mado_test_cluster_new (NULL);
    atexit (free_cluster);
  }
}

/**
 * ward_is_in_memory:
 *
 * Returns: whether wards are kept in memory
 */
gboolean
ward_is_in_memory (void)
{
  return !is_in_files && cluster == NULL;
}

#define KEY_SIZE 32

static void
open_file (Ward *self)
{
  g_autoptr (MadoSecret) key = mado_secret_new_random (KEY_SIZE);
  g_autoptr (GError) error = NULL;
  g_autofree char *hex = mado_hex_from_bytes (mado_secret_get_bytes (key), KEY_SIZE);
  g_autofree char *path = NULL;
  g_autofree char *key_path = NULL;

  self->folder = g_dir_make_tmp ("mado-stream-XXXXXX", NULL);
  path = g_build_filename (self->folder, "ward", NULL);
  key_path = g_build_filename (self->folder, "key", NULL);
  g_assert_true (g_file_set_contents (key_path, hex, -1, NULL));

  const MadoDatabasePlace place = { .path = path };

  mado_backend_sqlcipher_create (&place, key, MADO_WARD_SERVED, &error);
  g_assert_no_error (error);
  self->backend = mado_backend_sqlcipher_open (&place, key, MADO_BACKEND_WRITE, &error);
  g_assert_no_error (error);
}

static void
open_database (Ward *self)
{
  g_autofree char *database = mado_test_cluster_create_database (cluster);
  g_autofree char *conninfo = mado_test_cluster_dup_conninfo (cluster, database);
  const MadoPostgresqlPlace place = { .conninfo = conninfo };
  g_autoptr (GError) error = NULL;

  mado_backend_postgresql_create (&place, MADO_WARD_SERVED, &error);
  g_assert_no_error (error);
  self->backend = mado_backend_postgresql_open (&place, MADO_BACKEND_WRITE, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/**
 * ward_get_means:
 * @self: a ward
 *
 * Returns: its clock, and its chance
 */
MadoChanceAndTime
ward_get_means (Ward *self)
{
  return (MadoChanceAndTime) { get_now, fill_random, self };
}

/**
 * ward_new_around:
 * @backend: (transfer none): a backend that writes, which outlives the ward
 *
 * Returns: (transfer full): a ward on the morning of 2025-05-01, in whatever is there
 */
Ward *
ward_new_around (MadoBackend *backend)
{
  Ward *self = g_new0 (Ward, 1);

  self->backend = backend;
  self->is_lent = TRUE;
  self->streams = g_ptr_array_new_with_free_func (free_stream);
  self->now = mado_instant_from_iso ("2025-05-01T01:00:00.000000Z");
  self->random = g_rand_new_with_seed (1);
  self->roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);

  return self;
}

/**
 * ward_new:
 *
 * Returns: (transfer full): a ward on the morning of 2025-05-01, with nothing in it
 */
Ward *
ward_new (void)
{
  Ward *self = ward_new_around (NULL);

  self->is_lent = FALSE;
  if (is_in_files) {
    open_file (self);
  } else if (cluster != NULL) {
    open_database (self);
  } else {
    self->memory = mado_memory_ward_new ();
    self->backend = mado_memory_backend_open (self->memory, MADO_BACKEND_WRITE, NULL);
  }

  return self;
}

/**
 * ward_free:
 * @self: (transfer full): a ward
 */
void
ward_free (Ward *self)
{
  g_ptr_array_unref (self->streams);
  g_hash_table_unref (self->roles);
  g_rand_free (self->random);
  if (!self->is_lent)
    mado_backend_free (self->backend);
  g_clear_pointer (&self->memory, mado_memory_ward_unref);
  if (self->folder != NULL)
    remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

/**
 * ward_draw_id:
 * @self: a ward
 *
 * Returns: an id that nothing has yet
 */
MadoId
ward_draw_id (Ward *self)
{
  guint8 random[MADO_ID_RANDOM_SIZE];

  fill_random (self, random, sizeof random);

  return mado_id_next (&self->ids, self->now, random);
}

/**
 * ward_load_programme:
 * @programme: "ninpu-r7"
 * @from: (nullable): what is replaced in its file
 * @to: (nullable): by what
 *
 * Returns: (transfer full): the file
 */
GBytes *
ward_load_programme (const char *programme, const char *from, const char *to)
{
  g_autofree char *name = g_strconcat (programme, ".json", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", name, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GString) text = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  text = g_string_new (content);
  if (from != NULL)
    g_assert_cmpuint (g_string_replace (text, from, to, 0), >, 0);

  return g_bytes_new (text->str, text->len);
}

/**
 * ward_publish:
 * @self: a ward
 * @stream: one of its streams
 * @programme: a programme file
 * @error: why not
 *
 * Returns: whether it is published
 */
gboolean
ward_publish (Ward *self, MadoStream *stream, GBytes *programme, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->backend, MADO_BACKEND_WRITE, NULL);

  return mado_stream_publish (stream, self->backend, programme, "s-01", error) &&
         mado_turn_commit (g_steal_pointer (&turn), error);
}

/* A stream of another name has the same programme under that name. */
static void
publish_as (Ward *self, MadoStream *stream, const char *programme)
{
  const gboolean is_own = strcmp (programme, "ninpu-r6") != 0;
  g_autoptr (GBytes) file = ward_load_programme (is_own ? programme : "ninpu-r7", is_own ? NULL : "\"ninpu-r7\"",
                                                 is_own ? NULL : "\"ninpu-r6\"");
  g_autoptr (GError) error = NULL;

  ward_publish (self, stream, file, &error);
  g_assert_no_error (error);
}

/**
 * ward_join_stream:
 * @self: a ward
 * @programme: "ninpu-r7", …
 *
 * Returns: (transfer none): a stream that is there already, as another service has made it
 */
MadoStream *
ward_join_stream (Ward *self, const char *programme)
{
  const MadoChanceAndTime means = ward_get_means (self);
  const MadoAccountRoles accounts = { find_roles, self };
  WardStream *stream = g_new (WardStream, 1);

  stream->name = g_strconcat ("shinjuku/", programme, NULL);
  stream->stream = mado_stream_new (stream->name, &means);
  mado_stream_set_accounts (stream->stream, &accounts);
  g_ptr_array_add (self->streams, stream);

  return stream->stream;
}

/**
 * ward_open_stream:
 * @self: a ward
 * @programme: "ninpu-r7", …; "ninpu-r6" is the same of the year before
 *
 * Returns: (transfer none): a new stream with the programme
 */
MadoStream *
ward_open_stream (Ward *self, const char *programme)
{
  MadoStream *stream = ward_join_stream (self, programme);
  MadoTurn *turn = mado_turn_begin (self->backend, MADO_BACKEND_WRITE, NULL);

  g_assert_true (mado_stream_create (stream, self->backend, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
  publish_as (self, stream, programme);

  return stream;
}

/**
 * ward_erase:
 * @self: a ward
 * @stream: one of its streams
 * @id: what is erased, which must be good
 */
void
ward_erase (Ward *self, MadoStream *stream, MadoId id)
{
  MadoTurn *turn = mado_turn_begin (self->backend, MADO_BACKEND_WRITE, NULL);

  g_assert_true (mado_stream_erase (stream, self->backend, &id, 1, "its time is over", NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
}

/**
 * ward_change_epoch:
 * @self: a ward
 * @stream: one of its streams, after a promotion or a restore
 */
void
ward_change_epoch (Ward *self, MadoStream *stream)
{
  MadoTurn *turn = mado_turn_begin (self->backend, MADO_BACKEND_WRITE, NULL);

  g_assert_true (mado_stream_change_epoch (stream, self->backend, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
}

/* --- what is there ----------------------------------------------------------------------------------------------- */

/**
 * ward_get_stand:
 * @self: a ward
 * @name: "shinjuku/ninpu-r7"
 *
 * Returns: how the stream stands
 */
MadoStreamStand
ward_get_stand (Ward *self, const char *name)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->backend, MADO_BACKEND_READ, NULL);
  MadoStreamStand stand = { 0 };

  g_assert_true (self->backend->type->find_stream (self->backend, name, &stand, NULL));

  return stand;
}

/**
 * ward_find:
 * @self: a ward
 * @id: an entity's id
 *
 * Returns: (transfer full) (nullable): the entity
 */
MadoEntity *
ward_find (Ward *self, MadoId id)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->backend, MADO_BACKEND_READ, NULL);
  MadoStoredRow row = { 0 };

  g_assert_true (self->backend->type->find_entity (self->backend, id, &row, NULL));

  return row.entity;
}

/**
 * ward_dup_value:
 * @self: a ward
 * @id: an entity's id
 * @pointer: a place in its body
 *
 * Returns: (transfer full) (nullable): what is there, as JSON
 */
char *
ward_dup_value (Ward *self, MadoId id, const char *pointer)
{
  g_autoptr (MadoEntity) entity = ward_find (self, id);
  yyjson_val *value = entity != NULL ? yyjson_ptr_get (mado_entity_get_body (entity), pointer) : NULL;

  return value != NULL ? yyjson_val_write (value, 0, NULL) : NULL;
}

/**
 * ward_find_entry:
 * @self: a ward
 * @name: of a stream
 * @seq: a number in its log
 *
 * Returns: (transfer full) (nullable): the entry
 */
MadoStoredEntry *
ward_find_entry (Ward *self, const char *name, gint64 seq)
{
  const gint64 stream = ward_get_stand (self, name).number;
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->backend, MADO_BACKEND_READ, NULL);
  MadoStoredEntry *entry = NULL;

  g_assert_true (self->backend->type->find_entry (self->backend, stream, seq, &entry, NULL));

  return entry;
}

/**
 * ward_describe_log:
 * @self: a ward
 * @name: of a stream
 * @after: a number in its log
 *
 * Returns: (transfer full): of each entry after it "KIND OUTCOME[ CODE]; "
 */
char *
ward_describe_log (Ward *self, const char *name, gint64 after)
{
  GString *lines = g_string_new (NULL);

  for (gint64 seq = after + 1; seq <= ward_get_stand (self, name).head.seq; seq++) {
    g_autoptr (MadoStoredEntry) entry = ward_find_entry (self, name, seq);
    g_autoptr (MadoLogText) text = mado_log_text_read (entry->header, NULL);
    const MadoLogHeader *header = mado_log_text_get_header (text);

    g_assert_cmpint (header->seq, ==, seq);
    g_string_append_printf (lines, "%s %s%s%s; ", header->kind, mado_outcome_kind_get_name (header->outcome),
                            header->code != NULL ? " " : "", header->code != NULL ? header->code : "");
  }

  return g_string_free_and_steal (lines);
}
