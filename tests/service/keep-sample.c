/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Wards, and an office in one. */

#include "keep-sample.h"

#include <glib/gstdio.h>
#include <string.h>

#include "mado-account.h"
#include "mado-backend-postgresql.h"
#include "mado-backend-sqlcipher.h"
#include "mado-session.h"

/* --- in memory --------------------------------------------------------------------------------------------------- */

static gpointer
make_memory (void)
{
  return mado_memory_ward_new ();
}

static MadoBackend *
open_memory (gpointer place, MadoBackendAccess access, GError **error)
{
  return mado_memory_backend_open (place, access, error);
}

static void
destroy_memory (gpointer place)
{
  mado_memory_ward_unref (place);
}

const KeepKind keep_memory = { "memory", make_memory, open_memory, destroy_memory };

/* --- in a file --------------------------------------------------------------------------------------------------- */

typedef struct {
  char *folder;
  char *path;
  MadoSecret *key;
} File;

static gpointer
make_file (void)
{
  File *file = g_new0 (File, 1);
  g_autoptr (GError) error = NULL;

  file->folder = g_dir_make_tmp ("mado-keep-XXXXXX", NULL);
  file->path = g_build_filename (file->folder, "ward", NULL);
  file->key = mado_secret_new_random (32);
  mado_backend_sqlcipher_create (&(MadoDatabasePlace) { .path = file->path }, file->key, MADO_WARD_SERVED, &error);
  g_assert_no_error (error);

  return file;
}

static MadoBackend *
open_file (gpointer place, MadoBackendAccess access, GError **error)
{
  const File *file = place;

  return mado_backend_sqlcipher_open (&(MadoDatabasePlace) { .path = file->path }, file->key, access, error);
}

static void
destroy_file (gpointer place)
{
  File *file = place;
  g_autoptr (GDir) files = g_dir_open (file->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (file->folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (file->folder), ==, 0);
  mado_secret_free (file->key);
  g_free (file->path);
  g_free (file->folder);
  g_free (file);
}

const KeepKind keep_sqlcipher = { "sqlcipher", make_file, open_file, destroy_file };

/* --- on servers, which are started when the first ward wants one ------------------------------------------------- */

static MadoTestCluster *clusters[2];

static gpointer
make_database (guint which)
{
  g_autofree char *database = NULL;
  g_autoptr (GError) error = NULL;
  char *conninfo;

  if (clusters[which] == NULL)
    clusters[which] = mado_test_cluster_new (NULL);
  database = mado_test_cluster_create_database (clusters[which]);
  conninfo = mado_test_cluster_dup_conninfo (clusters[which], database);
  mado_backend_postgresql_create (&(MadoPostgresqlPlace) { .conninfo = conninfo }, MADO_WARD_SERVED, &error);
  g_assert_no_error (error);

  return conninfo;
}

static gpointer
make_in_first (void)
{
  return make_database (0);
}

static gpointer
make_in_second (void)
{
  return make_database (1);
}

static MadoBackend *
open_database (gpointer place, MadoBackendAccess access, GError **error)
{
  return mado_backend_postgresql_open (&(MadoPostgresqlPlace) { .conninfo = place }, access, error);
}

const KeepKind keep_postgresql = { "postgresql", make_in_first, open_database, g_free };
const KeepKind keep_second_postgresql = { "second-postgresql", make_in_second, open_database, g_free };

/**
 * keep_run_tests:
 *
 * Returns: the exit status; no server is left
 */
int
keep_run_tests (void)
{
  const int status = g_test_run ();

  for (gsize i = 0; i < G_N_ELEMENTS (clusters); i++)
    g_clear_pointer (&clusters[i], mado_test_cluster_free);

  return status;
}

/* --- wards ------------------------------------------------------------------------------------------------------- */

/**
 * keep_ward_open:
 * @self: a ward
 * @access: how
 *
 * Returns: (transfer full): a backend on it
 */
MadoBackend *
keep_ward_open (KeepWard *self, MadoBackendAccess access)
{
  g_autoptr (GError) error = NULL;
  MadoBackend *backend = self->kind->open (self->place, access, &error);

  g_assert_no_error (error);

  return backend;
}

/**
 * keep_ward_new:
 * @kind: where
 *
 * Returns: (transfer full): a ward with nothing in it
 */
KeepWard *
keep_ward_new (const KeepKind *kind)
{
  KeepWard *self = g_new0 (KeepWard, 1);

  self->kind = kind;
  self->place = kind->make ();
  self->writer = keep_ward_open (self, MADO_BACKEND_WRITE);

  return self;
}

/**
 * keep_ward_free:
 * @self: (transfer full): a ward that nobody has open but its own writer
 */
void
keep_ward_free (KeepWard *self)
{
  mado_backend_free (self->writer);
  self->kind->destroy (self->place);
  g_free (self);
}

/* --- the office -------------------------------------------------------------------------------------------------- */

static const char *const programmes[KEEP_N_STREAMS] = { "ninpu-r7", "ninpu-r6" };

/**
 * keep_office_new:
 * @backend: (transfer none): a backend that writes in an empty ward
 * @seed: of what it does
 *
 * Returns: (transfer full): an office
 */
KeepOffice *
keep_office_new (MadoBackend *backend, guint32 seed)
{
  static const MadoArgon2idCost cheap = { .memory = 64, .passes = 1, .lanes = 1 };
  KeepOffice *self = g_new0 (KeepOffice, 1);
  MadoChanceAndTime means;

  self->ward = ward_new_around (backend);
  means = ward_get_means (self->ward);
  self->access = mado_access_new ("shinjuku", &means, &cheap, NULL);
  g_rand_set_seed (self->ward->random, seed);
  self->random = g_rand_new_with_seed (seed);
  for (guint i = 0; i < KEEP_N_STREAMS; i++) {
    MadoStream *stream = ward_open_stream (self->ward, programmes[i]);

    self->terminals[i] = terminal_new (self->ward, stream, "v-01", "verifier");
    self->cases[i] = g_array_new (FALSE, FALSE, sizeof (MadoId));
  }

  return self;
}

/**
 * keep_office_free:
 * @self: (transfer full): an office
 */
void
keep_office_free (KeepOffice *self)
{
  for (guint i = 0; i < KEEP_N_STREAMS; i++) {
    terminal_free (self->terminals[i]);
    g_array_unref (self->cases[i]);
  }
  mado_access_free (self->access);
  ward_free (self->ward);
  g_rand_free (self->random);
  g_free (self);
}

/**
 * keep_office_follow:
 * @self: an office
 * @backend: (transfer none): where its ward is now
 */
void
keep_office_follow (KeepOffice *self, MadoBackend *backend)
{
  self->ward->backend = backend;
}

/**
 * keep_office_get_case:
 * @self: an office that has worked
 * @index: from 0
 *
 * Returns: a case of its first programme
 */
MadoId
keep_office_get_case (const KeepOffice *self, guint index)
{
  return g_array_index (self->cases[0], MadoId, index);
}

static guint
draw (KeepOffice *self, guint limit)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) limit);
}

static void
receive (KeepOffice *self, guint which)
{
  g_autofree char *receipt = g_strdup_printf ("form:%u", self->n_done);
  g_autofree char *control_no = g_strdup_printf ("%010u", self->n_done + 1);
  const MadoId id = terminal_receive_case (self->terminals[which], receipt, control_no);

  terminal_push_all (self->terminals[which]);
  g_array_append_val (self->cases[which], id);
}

static void
edit (KeepOffice *self, guint which)
{
  if (self->cases[which]->len == 0)
    return;
  terminal_do (self->terminals[which], g_array_index (self->cases[which], MadoId, draw (self, self->cases[which]->len)),
               "case.edit", "{'edits':[{'item':'phone','was':'0300000000','now':'03%08u'}]}", self->n_done);
  terminal_push_all (self->terminals[which]);
}

static void
say_nonsense (KeepOffice *self, guint which)
{
  terminal_keep_text (self->terminals[which], "{\"no\":\"operation\"}");
  terminal_push_all (self->terminals[which]);
}

/**
 * keep_office_erase:
 * @self: an office
 * @id: of a case of its first programme
 */
void
keep_office_erase (KeepOffice *self, MadoId id)
{
  ward_erase (self->ward, self->terminals[0]->stream, id);
}

static void
erase (KeepOffice *self, guint which)
{
  if (self->cases[which]->len > 3)
    ward_erase (self->ward, self->terminals[which]->stream,
                g_array_index (self->cases[which], MadoId, draw (self, self->cases[which]->len)));
}

/* What others keep in the ward. */
static void
keep_small_things (KeepOffice *self, G_GNUC_UNUSED guint which)
{
  MadoBackend *backend = self->ward->backend;
  MadoTurn *turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  static const char *const shelves[] = { "lockout", "thing", "thing-old", "terminal" };
  const char *shelf = shelves[draw (self, G_N_ELEMENTS (shelves))];
  g_autofree char *key = g_strdup_printf ("s/%02u", draw (self, 40));
  g_autofree char *text = g_strdup_printf ("見本 %u", self->n_done);
  g_autofree guint8 *content = g_malloc0 (1 + draw (self, 50000));
  g_autoptr (GBytes) value = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) part = g_bytes_new (content, draw (self, 50000) / 100);
  const MadoHash hash = mado_hash_of (key, strlen (key));
  const MadoStoredRead look = {
    .at = self->ward->now, .account = "v-01", .terminal = "t-01", .reason = text, .entity = ward_draw_id (self->ward)
  };

  g_assert_true (backend->type->append_read (backend, &look, NULL));
  if (draw (self, 4) == 0) {
    g_assert_true (backend->type->drop_record (backend, shelf, key, NULL));
    g_assert_true (backend->type->drop_blob (backend, &hash, NULL));
  } else {
    g_assert_true (backend->type->put_record (backend, shelf, key, value, NULL));
    g_assert_true (backend->type->put_blob (backend, &hash, 0, value, NULL));
    g_assert_true (backend->type->put_blob (backend, &hash, 1, part, NULL));
  }
  g_assert_true (mado_turn_commit (turn, NULL));
}

/* Somebody signs in who has another password since. */
static void
sign_in (KeepOffice *self, G_GNUC_UNUSED guint which)
{
  MadoBackend *backend = self->ward->backend;
  MadoTurn *turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  g_autofree char *name = g_strdup_printf ("v-%02u", draw (self, 20));
  g_autofree char *hash = g_strdup_printf ("$argon2id$%u", self->n_done);
  const MadoAccessEvent event = { .kind = MADO_ACCESS_SIGN_IN, .actor = name, .terminal = "t-01" };
  g_autoptr (MadoAccount) account = mado_account_new (name);
  g_autofree char *token = mado_session_begin (backend, name, "t-01", self->ward->now, NULL);

  g_assert_nonnull (token);
  mado_account_set_password (account, hash, self->ward->now);
  g_assert_true (mado_account_put (account, backend, NULL));
  g_assert_true (mado_access_note (self->access, backend, &event, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
}

static void (*const steps[]) (KeepOffice *self, guint which) = {
  receive, receive, receive, edit, edit, edit, say_nonsense, erase, keep_small_things, keep_small_things, sign_in,
};

/**
 * keep_office_work:
 * @self: an office
 * @n_steps: how much it does
 */
void
keep_office_work (KeepOffice *self, guint n_steps)
{
  for (guint i = 0; i < n_steps; i++) {
    const guint which = draw (self, KEEP_N_STREAMS);

    self->n_done++;
    if (self->cases[which]->len < 3)
      receive (self, which);
    else
      steps[draw (self, G_N_ELEMENTS (steps))](self, which);
  }
}
