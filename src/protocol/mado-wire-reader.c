/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a record from JSON as from a stranger: every type, range and length is checked, and what is wrong is named by
 * its place. The parser has seen to the form of the whole: UTF-8, no lone surrogate, nothing behind the end. */

#include "mado-wire-reader.h"

#include "mado-base-error.h"
#include "mado-canonical-json.h"
#include "mado-hex.h"
#include "mado-parcel.h"
#include "mado-wiping-allocator.h"

#include <string.h>

#define MAX_LEVELS 3   /* the record, an element of a list in it, an object in that */
#define MAX_MEMBERS 64 /* of an object: each is held against each */
#define MAX_DEPTH (MADO_CANONICAL_JSON_MAX_DEPTH + MAX_LEVELS)

/* An object that is being read, by the name that it has in the one before. */
typedef struct {
  yyjson_val *object; /* (nullable): %NULL: there is none, or a list whose elements come next */
  const char *name;
  gboolean is_list;
  yyjson_arr_iter elements;
} Level;

struct _MadoWireReader {
  const char *what;
  yyjson_doc *doc;
  Level levels[MAX_LEVELS];
  guint n_levels;
  GError *fault; /* (nullable) */
};

static Level *
get_level (const MadoWireReader *self)
{
  return (Level *) &self->levels[self->n_levels - 1];
}

static char *
print_place (const MadoWireReader *self, const char *name)
{
  GString *place = g_string_new (NULL);

  for (guint i = 1; i < self->n_levels; i++) {
    const Level *level = &self->levels[i];

    g_string_append_printf (place, "/%s", level->name);
    if (level->is_list && level->elements.idx > 0)
      g_string_append_printf (place, "/%" G_GSIZE_FORMAT, (gsize) level->elements.idx - 1);
  }
  if (name != NULL)
    g_string_append_printf (place, "/%s", name);

  return g_string_free_and_steal (place);
}

/**
 * mado_wire_reader_refuse:
 * @self: a reader
 * @name: (nullable): a member of the object that is read; %NULL: the object itself
 * @flaw: what is wrong with it
 */
void
mado_wire_reader_refuse (MadoWireReader *self, const char *name, const char *flaw)
{
  g_autofree char *place = NULL;

  if (self->fault != NULL)
    return;
  place = print_place (self, name);
  self->fault =
      g_error_new (MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot read the %s: \"%s\" %s", self->what, place, flaw);
}

static gboolean
is_deeper (yyjson_val *value, guint depth)
{
  size_t index, count;
  yyjson_val *name, *inner;

  if (!yyjson_is_ctn (value))
    return FALSE;
  if (depth == 0)
    return TRUE;
  if (yyjson_is_arr (value)) {
    yyjson_arr_foreach (value, index, count, inner) if (is_deeper (inner, depth - 1)) return TRUE;
  } else {
    yyjson_obj_foreach (value, index, count, name, inner) if (is_deeper (inner, depth - 1)) return TRUE;
  }

  return FALSE;
}

static gboolean
has_name_twice (yyjson_val *object)
{
  yyjson_val *names[MAX_MEMBERS], *name, *value;
  size_t index, count;

  yyjson_obj_foreach (object, index, count, name, value)
  {
    for (size_t i = 0; i < index; i++)
      if (yyjson_equals (names[i], name))
        return TRUE;
    names[index] = name;
  }

  return FALSE;
}

/* Takes @value as the object that is read on the innermost level. */
static void
open_object (MadoWireReader *self, yyjson_val *value)
{
  get_level (self)->object = NULL;
  if (!yyjson_is_obj (value))
    mado_wire_reader_refuse (self, NULL, "is not an object");
  else if (yyjson_obj_size (value) > MAX_MEMBERS)
    mado_wire_reader_refuse (self, NULL, "has too many members");
  else if (has_name_twice (value))
    mado_wire_reader_refuse (self, NULL, "has a member twice");
  else
    get_level (self)->object = value;
}

static void
parse (MadoWireReader *self, GBytes *text, const yyjson_alc *allocator)
{
  yyjson_read_err refusal;

  if (g_bytes_get_size (text) > MADO_PARCEL_MAX_LENGTH) {
    mado_wire_reader_refuse (self, NULL, "is too long");
    return;
  }
  /* Without the flag that lets it write, the parser takes what it is given as constant. */
  self->doc = yyjson_read_opts ((char *) g_bytes_get_data (text, NULL), g_bytes_get_size (text), YYJSON_READ_NOFLAG,
                                allocator, &refusal);
  if (self->doc == NULL)
    self->fault =
        g_error_new (MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                     "cannot read the %s: it is not JSON at byte %" G_GSIZE_FORMAT, self->what, (gsize) refusal.pos);
  else if (is_deeper (yyjson_doc_get_root (self->doc), MAX_DEPTH))
    mado_wire_reader_refuse (self, NULL, "is too deep");
  else
    open_object (self, yyjson_doc_get_root (self->doc));
}

static MadoWireReader *
open_reader (const char *what, GBytes *text, const yyjson_alc *allocator)
{
  MadoWireReader *self = g_new0 (MadoWireReader, 1);

  self->what = what;
  self->n_levels = 1;
  parse (self, text, allocator);

  return self;
}

/**
 * mado_wire_reader_new:
 * @what: what the record is called in errors; must outlive it
 * @text: bytes from anywhere
 *
 * Returns: (transfer full): a reader, at the outermost object
 */
MadoWireReader *
mado_wire_reader_new (const char *what, GBytes *text)
{
  return open_reader (what, text, NULL);
}

/**
 * mado_wire_reader_new_wiping:
 * @what: what the record is called in errors; must outlive it
 * @text: bytes from anywhere, with passwords in them
 *
 * Returns: (transfer full): a reader, at the outermost object, that leaves nothing of them behind
 */
MadoWireReader *
mado_wire_reader_new_wiping (const char *what, GBytes *text)
{
  return open_reader (what, text, mado_wiping_allocator ());
}

/**
 * mado_wire_reader_free:
 * @self: (transfer full): a reader
 */
void
mado_wire_reader_free (MadoWireReader *self)
{
  yyjson_doc_free (self->doc);
  g_clear_error (&self->fault);
  g_free (self);
}

/**
 * mado_wire_reader_finish:
 * @self: a reader that has been asked for everything
 * @error: where to put the first fault
 *
 * Returns: whether all that was read is as it must be
 */
gboolean
mado_wire_reader_finish (const MadoWireReader *self, GError **error)
{
  if (self->fault == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->fault));

  return FALSE;
}

/* --- members ----------------------------------------------------------------------------------------------------- */

/**
 * mado_wire_reader_has:
 * @self: a reader
 * @name: a member
 *
 * Returns: whether it is there
 */
gboolean
mado_wire_reader_has (const MadoWireReader *self, const char *name)
{
  return yyjson_obj_get (get_level (self)->object, name) != NULL;
}

static yyjson_val *
find (MadoWireReader *self, const char *name)
{
  yyjson_val *value = yyjson_obj_get (get_level (self)->object, name);

  if (self->fault == NULL && value == NULL)
    mado_wire_reader_refuse (self, name, "is missing");

  return self->fault == NULL ? value : NULL;
}

/**
 * mado_wire_reader_get_number:
 * @self: a reader
 * @name: a member
 * @least: the smallest that it may be
 * @most: the greatest
 *
 * Returns: its number
 */
gint64
mado_wire_reader_get_number (MadoWireReader *self, const char *name, gint64 least, gint64 most)
{
  yyjson_val *value = find (self, name);
  gint64 number = yyjson_get_sint (value);

  if (value == NULL)
    return 0;
  if (!yyjson_is_int (value) || (yyjson_is_uint (value) && yyjson_get_uint (value) > G_MAXINT64) || number < least ||
      number > most) {
    mado_wire_reader_refuse (self, name, "is not a number within its limits");
    return 0;
  }

  return number;
}

/**
 * mado_wire_reader_get_flag:
 * @self: a reader
 * @name: a member; where it is not there, it is not so
 *
 * Returns: whether it is so
 */
gboolean
mado_wire_reader_get_flag (MadoWireReader *self, const char *name)
{
  yyjson_val *value = yyjson_obj_get (get_level (self)->object, name);

  if (value != NULL && !yyjson_is_bool (value))
    mado_wire_reader_refuse (self, name, "is neither true nor false");

  return yyjson_is_true (value);
}

static yyjson_val *
find_text (MadoWireReader *self, const char *name, gsize longest)
{
  yyjson_val *value = find (self, name);
  const char *flaw = NULL;

  if (value == NULL)
    return NULL;
  if (!yyjson_is_str (value))
    flaw = "is not a text";
  else if (yyjson_get_len (value) > longest)
    flaw = "is too long";
  else if (memchr (yyjson_get_str (value), '\0', yyjson_get_len (value)) != NULL)
    flaw = "has a NUL in it";
  if (flaw == NULL)
    return value;
  mado_wire_reader_refuse (self, name, flaw);

  return NULL;
}

/**
 * mado_wire_reader_get_text:
 * @self: a reader
 * @name: a member
 * @longest: how many bytes it may have
 *
 * Returns: (transfer none): its text; lives as long as the reader
 */
const char *
mado_wire_reader_get_text (MadoWireReader *self, const char *name, gsize longest)
{
  yyjson_val *value = find_text (self, name, longest);

  return value != NULL ? yyjson_get_str (value) : "";
}

/**
 * mado_wire_reader_dup_bytes:
 * @self: a reader
 * @name: a member whose text is a record of its own
 * @longest: how many bytes it may have
 *
 * Returns: (transfer full): its text
 */
GBytes *
mado_wire_reader_dup_bytes (MadoWireReader *self, const char *name, gsize longest)
{
  yyjson_val *value = find_text (self, name, longest);

  return g_bytes_new (yyjson_get_str (value), yyjson_get_len (value));
}

/**
 * mado_wire_reader_get_id:
 * @self: a reader
 * @name: a member
 *
 * Returns: its id
 */
MadoId
mado_wire_reader_get_id (MadoWireReader *self, const char *name)
{
  MadoId id = mado_id_from_text (mado_wire_reader_get_text (self, name, MADO_ID_TEXT_SIZE - 1));

  if (!mado_id_is_valid (id))
    mado_wire_reader_refuse (self, name, "is not an id");

  return id;
}

/**
 * mado_wire_reader_get_hash:
 * @self: a reader
 * @name: a member
 *
 * Returns: its hash
 */
MadoHash
mado_wire_reader_get_hash (MadoWireReader *self, const char *name)
{
  MadoHash hash = { 0 };

  if (!mado_hex_to_bytes (mado_wire_reader_get_text (self, name, MADO_HASH_SIZE * 2), hash.bytes, sizeof hash.bytes,
                          NULL))
    mado_wire_reader_refuse (self, name, "is not 64 lower-case hexadecimal digits");

  return hash;
}

/**
 * mado_wire_reader_get_instant:
 * @self: a reader
 * @name: a member
 *
 * Returns: its time
 */
MadoInstant
mado_wire_reader_get_instant (MadoWireReader *self, const char *name)
{
  MadoInstant instant = mado_instant_from_iso (mado_wire_reader_get_text (self, name, MADO_INSTANT_ISO_SIZE - 1));

  if (!mado_instant_is_valid (instant))
    mado_wire_reader_refuse (self, name, "is not a time");

  return instant;
}

/**
 * mado_wire_reader_get_choice:
 * @self: a reader
 * @name: a member
 * @names: (array zero-terminated): what it may be
 *
 * Returns: which of them it is; 0 where none
 */
guint
mado_wire_reader_get_choice (MadoWireReader *self, const char *name, const char *const *names)
{
  const char *text = mado_wire_reader_get_text (self, name, MADO_WIRE_MAX_TEXT);

  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], text) == 0)
      return i;
  mado_wire_reader_refuse (self, name, "is none of what it may be");

  return 0;
}

/**
 * mado_wire_reader_get_outcome:
 * @self: a reader
 * @name: a member
 *
 * Returns: what came of an operation
 */
MadoOutcomeKind
mado_wire_reader_get_outcome (MadoWireReader *self, const char *name)
{
  const char *names[MADO_OUTCOME_QUARANTINED + 2] = { NULL };

  for (guint kind = 0; kind <= MADO_OUTCOME_QUARANTINED; kind++)
    names[kind] = mado_outcome_kind_get_name ((MadoOutcomeKind) kind);

  return (MadoOutcomeKind) mado_wire_reader_get_choice (self, name, names);
}

/**
 * mado_wire_reader_get_object:
 * @self: a reader
 * @name: a member that somebody else reads
 *
 * Returns: (transfer none) (nullable): it; %NULL where it is none
 */
yyjson_val *
mado_wire_reader_get_object (MadoWireReader *self, const char *name)
{
  yyjson_val *value = find (self, name);

  if (value != NULL && !yyjson_is_obj (value)) {
    mado_wire_reader_refuse (self, name, "is not an object");
    return NULL;
  }

  return value;
}

/* --- objects and lists within ------------------------------------------------------------------------------------ */

/**
 * mado_wire_reader_enter:
 * @self: a reader
 * @name: a member: an object, to be read until mado_wire_reader_leave()
 */
void
mado_wire_reader_enter (MadoWireReader *self, const char *name)
{
  yyjson_val *value = find (self, name);

  g_assert (self->n_levels < MAX_LEVELS);
  self->levels[self->n_levels++] = (Level) { .name = name };
  if (value != NULL)
    open_object (self, value);
}

/**
 * mado_wire_reader_leave:
 * @self: a reader, in an object
 */
void
mado_wire_reader_leave (MadoWireReader *self)
{
  self->n_levels--;
}

/**
 * mado_wire_reader_begin_list:
 * @self: a reader
 * @name: a member: objects, to be read one after another by mado_wire_reader_next()
 * @most: how many there may be
 */
void
mado_wire_reader_begin_list (MadoWireReader *self, const char *name, guint most)
{
  yyjson_val *value = find (self, name);

  g_assert (self->n_levels < MAX_LEVELS);
  if (value != NULL && !yyjson_is_arr (value))
    mado_wire_reader_refuse (self, name, "is not a list");
  else if (yyjson_arr_size (value) > most)
    mado_wire_reader_refuse (self, name, "has too many elements");
  self->levels[self->n_levels++] = (Level) { .name = name, .is_list = TRUE };
  if (value != NULL && yyjson_is_arr (value))
    get_level (self)->elements = yyjson_arr_iter_with (value);
}

/**
 * mado_wire_reader_next:
 * @self: a reader, in a list
 *
 * Returns: whether there is another element, which is read now; %FALSE: the list is left
 */
gboolean
mado_wire_reader_next (MadoWireReader *self)
{
  yyjson_val *value = self->fault == NULL ? yyjson_arr_iter_next (&get_level (self)->elements) : NULL;

  if (value != NULL)
    open_object (self, value);
  if (value != NULL && self->fault == NULL)
    return TRUE;
  mado_wire_reader_leave (self);

  return FALSE;
}
