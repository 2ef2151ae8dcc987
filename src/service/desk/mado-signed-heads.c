/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line is canonical JSON with its signature; what is signed is the same without it. Lines are added and never
 * changed, so whoever copies the file copies what is new. A line that a power cut tore is no line; the next one begins
 * behind it. */

#include "mado-signed-heads.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "mado-canonical-json.h"
#include "mado-json-member.h"

#define TALLY_SHELF "signed-heads" /* of the office, by ward */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

/**
 * mado_signed_heads_dup_path:
 * @folder: of the service
 * @ward: a ward's name
 *
 * Returns: (transfer full): where they lie
 */
char *
mado_signed_heads_dup_path (const char *folder, const char *ward)
{
  g_autofree char *name = g_strconcat (ward, ".heads", NULL);

  return g_build_filename (folder, name, NULL);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static yyjson_mut_val *
write_head (yyjson_mut_doc *doc, const char *stream, const MadoStreamStand *stand)
{
  yyjson_mut_val *head = yyjson_mut_obj (doc);
  g_autofree char *chain = mado_hash_to_hex (&stand->head.chain);

  yyjson_mut_obj_add_strcpy (doc, head, "chain", chain);
  yyjson_mut_obj_add_sint (doc, head, "epoch", stand->epoch);
  yyjson_mut_obj_add_sint (doc, head, "seq", stand->head.seq);
  yyjson_mut_obj_add_strcpy (doc, head, "stream", stream);

  return head;
}

static yyjson_mut_val *
write_statement (yyjson_mut_doc *doc, const char *ward, GHashTable *stands, MadoInstant now)
{
  yyjson_mut_val *root = yyjson_mut_obj (doc), *heads = yyjson_mut_arr (doc);
  char at[MADO_INSTANT_ISO_SIZE];
  GHashTableIter iter;
  gpointer stream, stand;

  mado_instant_to_iso (now, at);
  g_hash_table_iter_init (&iter, stands);
  while (g_hash_table_iter_next (&iter, &stream, &stand))
    yyjson_mut_arr_append (heads, write_head (doc, stream, stand));
  yyjson_mut_obj_add_strcpy (doc, root, "at", at);
  yyjson_mut_obj_add_val (doc, root, "heads", heads);
  yyjson_mut_obj_add_strcpy (doc, root, "ward", ward);

  return root;
}

/* Behind a line that a power cut tore begins a new one. */
static gboolean
append_line (const char *path, GBytes *line, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofd int file = open (path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  const off_t end = file >= 0 ? lseek (file, 0, SEEK_END) : 0;
  char last = '\n';

  if (end > 0 && pread (file, &last, 1, end - 1) == 1 && last != '\n')
    g_string_append_c (text, '\n');
  g_string_append_len (text, g_bytes_get_data (line, NULL), (gssize) g_bytes_get_size (line));
  g_string_append_c (text, '\n');
  if (file >= 0 && write (file, text->str, text->len) == (gssize) text->len && fdatasync (file) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "cannot write \"%s\": %s", path, g_strerror (errno));

  return FALSE;
}

/**
 * mado_signed_heads_add:
 * @path: where they lie, or will
 * @ward: the ward's name
 * @stands: (element-type utf8 MadoStreamStand): where its logs end, of what was acknowledged
 * @authority: who signs
 * @now: the official time
 * @error: where to put why it cannot be signed, or written
 *
 * Returns: whether it is on the disk
 */
gboolean
mado_signed_heads_add (const char *path,
                       const char *ward,
                       GHashTable *stands,
                       const MadoAuthority *authority,
                       MadoInstant now,
                       GError **error)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = write_statement (doc, ward, stands, now);
  g_autoptr (GBytes) statement = mado_canonical_json_from_value (root, error), line = NULL;
  g_autofree char *signature = statement != NULL ? mado_authority_sign (authority, statement, error) : NULL;

  if (signature == NULL)
    return FALSE;
  yyjson_mut_obj_add_strcpy (doc, root, "signature", signature);
  line = mado_canonical_json_from_value (root, error);

  return line != NULL && append_line (path, line, error);
}

/**
 * mado_signed_heads_count:
 * @path: where they lie, or will
 *
 * Returns: how many lines there are, whoever wrote them; none of those that a power cut tore
 */
gint64
mado_signed_heads_count (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 n = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_autoptr (yyjson_doc) doc = yyjson_read (lines[i], strlen (lines[i]), 0);

    n += doc != NULL;
  }

  return n;
}

/* --- how many there are known to be ------------------------------------------------------------------------------- */

/**
 * mado_signed_heads_load_tally:
 * @office: the office's backend, in a turn
 * @ward: the ward's name
 * @out_n: (out): how many lines were signed; 0: nobody knows of any
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_signed_heads_load_tally (MadoBackend *office, const char *ward, gint64 *out_n, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  g_autofree char *digits = NULL;

  *out_n = 0;
  if (!office->type->find_record (office, TALLY_SHELF, ward, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  digits = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));

  return g_ascii_string_to_signed (digits, 10, 0, G_MAXINT64, out_n, error);
}

/**
 * mado_signed_heads_put_tally:
 * @office: the office's backend, in a turn that writes
 * @ward: the ward's name
 * @n: how many lines are signed, and on the disk
 * @error: where to put what went wrong
 *
 * Returns: whether it is on its shelf: apart from the lines, so that they cannot be taken away unnoticed
 */
gboolean
mado_signed_heads_put_tally (MadoBackend *office, const char *ward, gint64 n, GError **error)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  g_autoptr (GBytes) text = g_bytes_new (digits, strlen (digits));

  return office->type->put_record (office, TALLY_SHELF, ward, text, error);
}

/* --- holding logs against them ------------------------------------------------------------------------------------ */

/**
 * mado_signed_heads_clear:
 * @self: what came of it; holds nothing afterwards
 */
void
mado_signed_heads_clear (MadoSignedHeads *self)
{
  g_clear_pointer (&self->fault, g_free);
}

typedef struct {
  const char *ward;
  const MadoAuthority *authority;
  const GPtrArray *losses;
  MadoBackend *backend;
  MadoSignedHeads *found;
} Check;

static void
blame (const Check *self, const char *at, const char *stream, const char *flaw)
{
  if (self->found->fault == NULL)
    self->found->fault = stream != NULL
                             ? g_strdup_printf ("%s is not what was signed at %s: %s", stream, at, flaw)
                             : g_strdup_printf ("what is said to have been signed at %s was not: %s", at, flaw);
}

static gboolean
is_signed (const Check *self, yyjson_val *root)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *copy = yyjson_val_mut_copy (doc, root);
  g_autoptr (GBytes) statement = NULL;

  yyjson_mut_obj_remove_key (copy, "signature");
  statement = mado_canonical_json_from_value (copy, NULL);

  return statement != NULL &&
         mado_authority_has_signed (self->authority, statement, mado_json_get_text (root, "signature"));
}

/* Terminals have brought it back, in other entries. */
static gboolean
is_known_to_be_lost (const Check *self, const char *stream, gint64 seq)
{
  for (guint i = 0; i < self->losses->len; i++) {
    const MadoWardLoss *loss = g_ptr_array_index (self->losses, i);

    if (loss->by != NULL && strcmp (loss->stream, stream) == 0 && seq > loss->head && seq <= loss->pledged)
      return TRUE;
  }

  return FALSE;
}

static gboolean
check_head (const Check *self, const char *at, yyjson_val *head, GError **error)
{
  const char *stream = mado_json_get_text (head, "stream");
  const gint64 seq = mado_json_get_number (head, "seq");
  g_autoptr (MadoStoredEntry) entry = NULL;
  g_autofree char *chain = NULL;
  MadoStreamStand stand = { 0 };

  if (!self->backend->type->find_stream (self->backend, stream, &stand, error))
    return FALSE;
  if (stand.number != 0 && stand.epoch != mado_json_get_number (head, "epoch")) {
    self->found->n_left++;
    return TRUE;
  }
  if (stand.number != 0 && !self->backend->type->find_entry (self->backend, stand.number, seq, &entry, error))
    return FALSE;
  chain = entry != NULL ? mado_hash_to_hex (&entry->chain) : NULL;
  if (g_strcmp0 (chain, mado_json_get_text (head, "chain")) == 0)
    self->found->n_heads++;
  else if (is_known_to_be_lost (self, stream, seq))
    self->found->n_left++;
  else
    blame (self, at, stream, entry != NULL ? "its chain is another there" : "it ends before that");

  return TRUE;
}

static gboolean
check_line (const Check *self, const char *line, GError **error)
{
  g_autoptr (yyjson_doc) doc = yyjson_read (line, strlen (line), 0);
  yyjson_val *root = yyjson_doc_get_root (doc), *head;
  const char *at = mado_json_get_text (root, "at");
  yyjson_arr_iter heads = yyjson_arr_iter_with (yyjson_obj_get (root, "heads"));

  if (doc == NULL) {
    self->found->n_torn++;
    return TRUE;
  }
  if (!is_signed (self, root) || strcmp (mado_json_get_text (root, "ward"), self->ward) != 0) {
    blame (self, at, NULL, "the signature is not the authority's, or of another ward");
    return TRUE;
  }
  self->found->n_lines++;
  self->found->last = mado_instant_from_iso (at);
  while ((head = yyjson_arr_iter_next (&heads)) != NULL)
    if (!check_head (self, at, head, error))
      return FALSE;

  return TRUE;
}

/**
 * mado_signed_heads_check:
 * @path: where they lie, or a copy of them
 * @ward: the ward's name
 * @authority: who has signed
 * @losses: (element-type MadoWardLoss): what the logs had lost
 * @backend: of the ward, in a turn
 * @out_heads: (out caller-allocates): what came of it; nothing where there is no such file
 * @error: where to put what went wrong; logs that do not fit are no error
 *
 * Returns: whether all of them were looked at
 */
gboolean
mado_signed_heads_check (const char *path,
                         const char *ward,
                         const MadoAuthority *authority,
                         const GPtrArray *losses,
                         MadoBackend *backend,
                         MadoSignedHeads *out_heads,
                         GError **error)
{
  const Check self = { ward, authority, losses, backend, out_heads };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) fault = NULL;

  *out_heads = (MadoSignedHeads) { .last = MADO_INSTANT_NONE };
  if (!g_file_get_contents (path, &text, NULL, &fault)) {
    if (g_error_matches (fault, G_FILE_ERROR, G_FILE_ERROR_NOENT))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&fault));
    return FALSE;
  }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && !check_line (&self, lines[i], error))
      return FALSE;

  return TRUE;
}

/**
 * mado_signed_heads_hold_against_tally:
 * @self: what came of holding the logs against all lines that are there
 * @n_signed: how many were signed
 *
 * Where some are missing that is a fault.
 */
void
mado_signed_heads_hold_against_tally (MadoSignedHeads *self, gint64 n_signed)
{
  if (self->fault == NULL && self->n_lines < n_signed)
    self->fault = g_strdup_printf ("%" G_GINT64_FORMAT " lines were signed, and only %" G_GINT64_FORMAT
                                   " are there: hold the logs against a copy, with --heads FILE",
                                   n_signed, self->n_lines);
}
