/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The note lies where unsaved typing lies: it is there after a crash, and gone when it is done. */

#include "mado-making-note.h"

#include <string.h>
#include <yyjson.h>

#include "mado-json-member.h"
#include "mado-store-error.h"
#include "mado-typing.h"

#define KEY "handover.making"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)

static void
write_file (yyjson_mut_doc *doc, yyjson_mut_val *root, const char *name, const MadoMakingFile *file)
{
  yyjson_mut_val *object = yyjson_mut_obj_add_obj (doc, root, name);
  g_autofree char *digest = mado_hash_to_hex (&file->digest);

  yyjson_mut_obj_add_strcpy (doc, object, "folder", file->folder);
  yyjson_mut_obj_add_strcpy (doc, object, "part", file->part);
  yyjson_mut_obj_add_strcpy (doc, object, "name", file->name);
  yyjson_mut_obj_add_strcpy (doc, object, "digest", digest);
}

/**
 * mado_making_note_save:
 * @self: a note
 * @database: the database that writes
 * @now: the time
 * @error: where to put what went wrong
 *
 * Returns: whether it is on the disk
 */
gboolean
mado_making_note_save (const MadoMakingNote *self, MadoDatabase *database, MadoInstant now, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  g_autoptr (GBytes) bytes = NULL;
  char group[MADO_ID_TEXT_SIZE];
  size_t length = 0;
  char *text;

  mado_id_to_text (self->group, group);
  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "group", group);
  write_file (doc, root, "packet", &self->packet);
  write_file (doc, root, "notice", &self->notice);
  text = yyjson_mut_write (doc, 0, &length);
  yyjson_mut_doc_free (doc);
  bytes = g_bytes_new_with_free_func (text, length, free, text);

  return mado_typing_keep (database, KEY, self->group, bytes, now, error);
}

static gboolean
read_file (yyjson_val *object, MadoMakingFile *out_file)
{
  out_file->folder = g_strdup (mado_json_get_text (object, "folder"));
  out_file->part = g_strdup (mado_json_get_text (object, "part"));
  out_file->name = g_strdup (mado_json_get_text (object, "name"));

  return mado_hash_from_hex (mado_json_get_text (object, "digest"), &out_file->digest, NULL);
}

static MadoMakingNote *
read_note (GBytes *text, GError **error)
{
  g_autoptr (yyjson_doc) doc = yyjson_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), 0);
  yyjson_val *root = yyjson_doc_get_root (doc);
  g_autoptr (MadoMakingNote) self = g_new0 (MadoMakingNote, 1);

  self->group = mado_json_get_id (root, "group");
  if (read_file (yyjson_obj_get (root, "packet"), &self->packet) &&
      read_file (yyjson_obj_get (root, "notice"), &self->notice) && mado_id_is_valid (self->group))
    return g_steal_pointer (&self);
  g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
                       "cannot read which packet was being made: the note on it is not what was written");

  return NULL;
}

/**
 * mado_making_note_find:
 * @database: any connection
 * @out_note: (out) (transfer full) (nullable): the note; %NULL: nothing is being made
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_making_note_find (MadoDatabase *database, MadoMakingNote **out_note, GError **error)
{
  g_autoptr (GBytes) text = NULL;

  if (!mado_typing_find (database, KEY, &text, error))
    return FALSE;
  *out_note = text != NULL ? read_note (text, error) : NULL;

  return text == NULL || *out_note != NULL;
}

/**
 * mado_making_note_forget:
 * @database: the database that writes
 * @error: where to put what went wrong
 *
 * Returns: whether it is gone
 */
gboolean
mado_making_note_forget (MadoDatabase *database, GError **error)
{
  return mado_typing_forget (database, KEY, error);
}

static void
clear_file (MadoMakingFile *file)
{
  g_free (file->folder);
  g_free (file->part);
  g_free (file->name);
}

/**
 * mado_making_note_free:
 * @self: (transfer full): a note
 */
void
mado_making_note_free (MadoMakingNote *self)
{
  clear_file (&self->packet);
  clear_file (&self->notice);
  g_free (self);
}
