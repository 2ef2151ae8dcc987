/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A version is read as if it stood in the book in the place of the letter that is there: the same reader, the same
 * check, the book's own words. It begins on the second line of that file, so each fault knows its line in the text. */

#include "mado-letter-source.h"

#include <stdlib.h>
#include <string.h>

#include "mado-json-member.h"
#include "mado-letter-book-reader.h"
#include "mado-programme-fault.h"
#include "mado-reference-file.h"

struct _MadoLetterSource {
  const MadoProgramme *programme;
  GHashTable *layouts; /* id → MadoLayout */
  GBytes *file;        /* the book */
};

static GBytes *
load_file (const char *folder, const char *id, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s/%s.json", folder, id);
  g_autofree char *path = mado_reference_file_dup_sample_path (name);
  char *text = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &text, &length, error) ? g_bytes_new_take (text, length) : NULL;
}

/**
 * mado_letter_source_load:
 * @programme: a programme; must outlive the source
 * @error: that it has no book
 *
 * Returns: (transfer full) (nullable): the source of its letters
 */
MadoLetterSource *
mado_letter_source_load (const MadoProgramme *programme, GError **error)
{
  g_autoptr (GBytes) file = load_file ("letters", programme->identity.id, error);
  MadoLetterSource *self;

  if (file == NULL) {
    g_prefix_error (error, "the programme has no words for its letters here: ");
    return NULL;
  }
  self = g_new0 (MadoLetterSource, 1);
  self->programme = programme;
  self->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) mado_layout_free);
  self->file = g_steal_pointer (&file);

  return self;
}

/**
 * mado_letter_source_free:
 * @self: (nullable) (transfer full): a source
 */
void
mado_letter_source_free (MadoLetterSource *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->layouts);
  g_bytes_unref (self->file);
  g_free (self);
}

static const MadoLayout *
find_layout_cb (gpointer user_data, const char *id)
{
  MadoLetterSource *self = user_data;
  MadoLayout *layout = g_hash_table_lookup (self->layouts, id);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GBytes) file = NULL;

  if (layout != NULL || id[strcspn (id, "/\\")] != '\0')
    return layout;
  file = load_file ("layouts", id, NULL); /* ignored: that there is no such layout is a fault of the letter */
  layout = file != NULL ? mado_layout_read (file, faults) : NULL;
  if (layout != NULL)
    g_hash_table_insert (self->layouts, g_strdup (id), layout);

  return layout;
}

/**
 * mado_letter_source_find_layout:
 * @self: a source
 * @id: of a layout
 *
 * Returns: (transfer none) (nullable): that
 */
const MadoLayout *
mado_letter_source_find_layout (MadoLetterSource *self, const char *id)
{
  return find_layout_cb (self, id);
}

/* --- a version in the place of the book's letter ------------------------------------------------------------------ */

static yyjson_doc *
parse (GBytes *file)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (file, &length);

  return yyjson_read (text, length, 0);
}

/* A member of the book on one line, or what stands for nothing. */
static char *
write_member (yyjson_doc *book, const char *name)
{
  yyjson_val *member = yyjson_obj_get (yyjson_doc_get_root (book), name);
  char *text = member != NULL ? yyjson_val_write (member, 0, NULL) : NULL;
  char *copy = g_strdup (text != NULL ? text : "{}");

  free (text); /* yyjson's own */

  return copy;
}

static GBytes *
compose (const MadoLetterSource *self, const char *letter, const char *text)
{
  yyjson_doc *book = parse (self->file);
  g_autofree char *identity = write_member (book, "book");
  g_autofree char *words = write_member (book, "words");
  char *whole = g_strdup_printf ("{\"format\":1,\"book\":%s,\"words\":%s,\"letters\":{\"%s\":\n%s\n}}", identity, words,
                                 letter, text);

  yyjson_doc_free (book);

  return g_bytes_new_take (whole, strlen (whole));
}

/* Alone it is one letter, and nothing beside it. */
static gboolean
is_one_letter (const char *text, GPtrArray *faults)
{
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));
  g_autoptr (MadoProgrammeText) alone = mado_programme_text_new (file, faults);

  if (alone == NULL)
    return FALSE;
  if (yyjson_is_obj (mado_programme_text_get_root (alone)))
    return TRUE;
  mado_programme_faults_add (faults, text, strlen (text), 0, "E_TYPE", "A letter is an object: {\"layout\": …}");

  return FALSE;
}

static void
move_faults (GPtrArray *faults, guint first)
{
  for (guint i = first; i < faults->len; i++) {
    MadoProgrammeFault *fault = g_ptr_array_index (faults, i);

    fault->line = MAX (fault->line, 2) - 1;
  }
}

/**
 * mado_letter_source_read:
 * @self: a source
 * @letter: (nullable): of the programme
 * @text: (nullable): what stands in the place of what the book says of @letter; %NULL: the book as it is
 * @faults: (element-type MadoProgrammeFault): takes everything that is wrong, with its line in @text
 *
 * Returns: (transfer full) (nullable): a book, with that letter alone where there is a text; %NULL if there are faults
 */
MadoLetterBook *
mado_letter_source_read (MadoLetterSource *self, const char *letter, const char *text, GPtrArray *faults)
{
  const guint n_before = faults->len;
  g_autoptr (GBytes) file = NULL;
  MadoLetterBook *book;

  if (text == NULL)
    return mado_letter_book_read (self->file, self->programme, find_layout_cb, self, faults);
  if (!is_one_letter (text, faults))
    return NULL;
  file = compose (self, letter, text);
  book = mado_letter_book_read (file, self->programme, find_layout_cb, self, faults);
  move_faults (faults, n_before);

  return book;
}

/**
 * mado_letter_source_dup_text:
 * @self: a source
 * @letter: of the programme
 *
 * Returns: (transfer full) (nullable): what the book says of it, to begin a version with; %NULL: it says nothing
 */
char *
mado_letter_source_dup_text (const MadoLetterSource *self, const char *letter)
{
  yyjson_doc *book = parse (self->file);
  yyjson_val *found = yyjson_obj_get (yyjson_obj_get (yyjson_doc_get_root (book), "letters"), letter);
  char *text = found != NULL ? yyjson_val_write (found, YYJSON_WRITE_PRETTY_TWO_SPACES, NULL) : NULL;
  char *copy = g_strdup (text);

  free (text); /* yyjson's own */
  yyjson_doc_free (book);

  return copy;
}
