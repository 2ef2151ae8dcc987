/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a record as JSON. What its reader would refuse is refused here, so that a fault shows where it was made. */

#include "mado-wire-writer.h"

#include "mado-base-error.h"
#include "mado-canonical-json.h"
#include "mado-hex.h"
#include "mado-parcel.h"

#include <stdlib.h>
#include <string.h>

#define MAX_LEVELS 5 /* the record, a list in it, an element, an object in that, and one to spare */

struct _MadoWireWriter {
  const char *what;
  yyjson_mut_doc *doc;
  yyjson_mut_val *levels[MAX_LEVELS]; /* the objects and lists that are open */
  guint n_levels;
  GError *fault; /* (nullable) */
};

/**
 * mado_wire_writer_new:
 * @what: what the record is called in errors; must outlive it
 *
 * Returns: (transfer full): a writer with nothing written
 */
MadoWireWriter *
mado_wire_writer_new (const char *what)
{
  MadoWireWriter *self = g_new0 (MadoWireWriter, 1);

  self->what = what;
  self->doc = yyjson_mut_doc_new (NULL);
  self->levels[self->n_levels++] = yyjson_mut_obj (self->doc);
  yyjson_mut_doc_set_root (self->doc, self->levels[0]);

  return self;
}

/**
 * mado_wire_writer_free:
 * @self: (transfer full): a writer
 */
void
mado_wire_writer_free (MadoWireWriter *self)
{
  yyjson_mut_doc_free (self->doc);
  g_clear_error (&self->fault);
  g_free (self);
}

/**
 * mado_wire_writer_refuse:
 * @self: a writer
 * @name: what cannot be written
 * @flaw: why not
 */
void
mado_wire_writer_refuse (MadoWireWriter *self, const char *name, const char *flaw)
{
  if (self->fault == NULL)
    self->fault = g_error_new (MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot write the %s: \"%s\" %s", self->what,
                               name, flaw);
}

static gboolean
tell_fault (const MadoWireWriter *self, GError **error)
{
  if (self->fault == NULL)
    return FALSE;
  g_propagate_error (error, g_error_copy (self->fault));

  return TRUE;
}

/**
 * mado_wire_writer_finish:
 * @self: a writer that has been given everything
 * @error: where to put the first fault
 *
 * Returns: (transfer full): the record as JSON
 */
GBytes *
mado_wire_writer_finish (MadoWireWriter *self, GError **error)
{
  yyjson_write_err failure;
  gsize length = 0;
  char *text;

  if (tell_fault (self, error))
    return NULL;
  text = yyjson_mut_write_opts (self->doc, YYJSON_WRITE_NOFLAG, NULL, &length, &failure);
  if (text != NULL && length <= MADO_PARCEL_MAX_LENGTH)
    return g_bytes_new_with_free_func (text, length, free, text);
  free (text);
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot write the %s: %s", self->what,
               text != NULL ? "it is too long" : failure.msg);

  return NULL;
}

/**
 * mado_wire_writer_finish_canonical:
 * @self: a writer that has been given everything
 * @error: where to put the first fault
 *
 * Returns: (transfer full): the record as canonical JSON
 */
GBytes *
mado_wire_writer_finish_canonical (MadoWireWriter *self, GError **error)
{
  return tell_fault (self, error) ? NULL : mado_canonical_json_from_value (self->levels[0], error);
}

/* --- members ----------------------------------------------------------------------------------------------------- */

static void
add (MadoWireWriter *self, const char *name, yyjson_mut_val *value)
{
  yyjson_mut_obj_add_val (self->doc, self->levels[self->n_levels - 1], name, value);
}

/**
 * mado_wire_writer_add_number:
 * @self: a writer
 * @name: a member
 * @number: its number
 * @least: the smallest that it may be
 * @most: the greatest
 */
void
mado_wire_writer_add_number (MadoWireWriter *self, const char *name, gint64 number, gint64 least, gint64 most)
{
  if (number < least || number > most)
    mado_wire_writer_refuse (self, name, "is not within its limits");
  add (self, name, yyjson_mut_sint (self->doc, number));
}

/**
 * mado_wire_writer_add_flag:
 * @self: a writer
 * @name: a member, that is written only where it is so
 * @is_so: whether it is so
 */
void
mado_wire_writer_add_flag (MadoWireWriter *self, const char *name, gboolean is_so)
{
  if (is_so)
    add (self, name, yyjson_mut_true (self->doc));
}

static void
add_text (MadoWireWriter *self, const char *name, const char *text, gsize length, gsize longest)
{
  if (length > longest)
    mado_wire_writer_refuse (self, name, "is too long");
  else if (length > 0 && memchr (text, '\0', length) != NULL)
    mado_wire_writer_refuse (self, name, "has a NUL in it");
  else if (!g_utf8_validate_len (text, length, NULL))
    mado_wire_writer_refuse (self, name, "is not UTF-8");
  else
    add (self, name, yyjson_mut_strncpy (self->doc, text, length));
}

/**
 * mado_wire_writer_add_text:
 * @self: a writer
 * @name: a member
 * @text: its text
 * @longest: how many bytes it may have
 */
void
mado_wire_writer_add_text (MadoWireWriter *self, const char *name, const char *text, gsize longest)
{
  add_text (self, name, text, strlen (text), longest);
}

/**
 * mado_wire_writer_add_bytes:
 * @self: a writer
 * @name: a member
 * @text: its text, a record of its own: carried byte for byte
 * @longest: how many bytes it may have
 */
void
mado_wire_writer_add_bytes (MadoWireWriter *self, const char *name, GBytes *text, gsize longest)
{
  gsize length;
  const char *start = g_bytes_get_data (text, &length);

  add_text (self, name, length > 0 ? start : "", length, longest);
}

/**
 * mado_wire_writer_add_json:
 * @self: a writer
 * @name: a member
 * @json: canonical JSON; must outlive the writer
 */
void
mado_wire_writer_add_json (MadoWireWriter *self, const char *name, GBytes *json)
{
  gsize length;
  const char *start = g_bytes_get_data (json, &length);

  add (self, name, yyjson_mut_rawn (self->doc, start, length));
}

/**
 * mado_wire_writer_add_id:
 * @self: a writer
 * @name: a member
 * @id: its id
 */
void
mado_wire_writer_add_id (MadoWireWriter *self, const char *name, MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  if (!mado_id_is_valid (id))
    mado_wire_writer_refuse (self, name, "is not an id");
  mado_id_to_text (id, text);
  add (self, name, yyjson_mut_strcpy (self->doc, text));
}

/**
 * mado_wire_writer_add_hash:
 * @self: a writer
 * @name: a member
 * @hash: its hash
 */
void
mado_wire_writer_add_hash (MadoWireWriter *self, const char *name, const MadoHash *hash)
{
  g_autofree char *hex = mado_hash_to_hex (hash);

  add (self, name, yyjson_mut_strcpy (self->doc, hex));
}

/**
 * mado_wire_writer_add_instant:
 * @self: a writer
 * @name: a member
 * @instant: its time
 */
void
mado_wire_writer_add_instant (MadoWireWriter *self, const char *name, MadoInstant instant)
{
  char iso[MADO_INSTANT_ISO_SIZE];

  if (!mado_instant_is_valid (instant))
    mado_wire_writer_refuse (self, name, "is not a time");
  mado_instant_to_iso (instant, iso);
  add (self, name, yyjson_mut_strcpy (self->doc, iso));
}

/* --- objects and lists within ------------------------------------------------------------------------------------ */

static void
open_level (MadoWireWriter *self, yyjson_mut_val *value)
{
  g_assert (self->n_levels < MAX_LEVELS);
  self->levels[self->n_levels++] = value;
}

/**
 * mado_wire_writer_enter:
 * @self: a writer
 * @name: a member: an object, to be written until mado_wire_writer_leave()
 */
void
mado_wire_writer_enter (MadoWireWriter *self, const char *name)
{
  yyjson_mut_val *object = yyjson_mut_obj (self->doc);

  add (self, name, object);
  open_level (self, object);
}

/**
 * mado_wire_writer_leave:
 * @self: a writer, in an object
 */
void
mado_wire_writer_leave (MadoWireWriter *self)
{
  self->n_levels--;
}

/**
 * mado_wire_writer_begin_list:
 * @self: a writer
 * @name: a member: objects, each to be begun by mado_wire_writer_next() and ended by mado_wire_writer_leave()
 * @count: how many there will be
 * @most: how many there may be
 */
void
mado_wire_writer_begin_list (MadoWireWriter *self, const char *name, guint count, guint most)
{
  yyjson_mut_val *list = yyjson_mut_arr (self->doc);

  if (count > most)
    mado_wire_writer_refuse (self, name, "has too many elements");
  add (self, name, list);
  open_level (self, list);
}

/**
 * mado_wire_writer_next:
 * @self: a writer, in a list
 */
void
mado_wire_writer_next (MadoWireWriter *self)
{
  yyjson_mut_val *object = yyjson_mut_obj (self->doc);

  yyjson_mut_arr_append (self->levels[self->n_levels - 1], object);
  open_level (self, object);
}

/**
 * mado_wire_writer_end_list:
 * @self: a writer, in a list
 */
void
mado_wire_writer_end_list (MadoWireWriter *self)
{
  self->n_levels--;
}
