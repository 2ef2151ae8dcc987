/* SPDX-License-Identifier: GPL-3.0-or-later */

/* {"format": 1, "sayings": [...]}, each as the operation saying.write has it. What a file says that is said already, or
 * waits for its approval, is no version; so the same file can be read twice. */

#include "mado-saying-file.h"

#include <string.h>

#include "mado-programme-fault.h"
#include "mado-programme-text.h"
#include "mado-saying-version.h"

#define FORMAT "1"

/* --- written ------------------------------------------------------------------------------------------------------ */

static void
add_saying (yyjson_mut_doc *doc, yyjson_mut_val *list, const MadoSaying *saying)
{
  yyjson_doc *body = mado_saying_write (saying);

  yyjson_mut_arr_append (list, yyjson_val_mut_copy (doc, yyjson_doc_get_root (body)));
  yyjson_doc_free (body);
}

/**
 * mado_saying_file_write:
 * @book: what was agreed
 *
 * Returns: (transfer full): all that is said by it now
 */
GBytes *
mado_saying_file_write (const MadoSayingBook *book)
{
  const GPtrArray *entries = mado_saying_book_get_entries (book);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc), *list = yyjson_mut_arr (doc);
  gsize length = 0;
  char *text;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_val (doc, root, "format", yyjson_mut_raw (doc, FORMAT));
  yyjson_mut_obj_add_val (doc, root, "sayings", list);
  for (guint i = 0; i < entries->len; i++) {
    const MadoSayingEntry *entry = g_ptr_array_index (entries, i);

    if (entry->current != NULL)
      add_saying (doc, list, entry->current);
  }
  text = yyjson_mut_write (doc, YYJSON_WRITE_PRETTY_TWO_SPACES | YYJSON_WRITE_NEWLINE_AT_END, &length);
  yyjson_mut_doc_free (doc);

  return g_bytes_new_with_free_func (text, length, free, text);
}

/* --- read --------------------------------------------------------------------------------------------------------- */

typedef struct {
  const MadoProgrammeText *text;
  GPtrArray *faults;
  const MadoProgramme *programme;
  const MadoSayingBook *book;
  GHashTable *ids;   /* that came before in the file */
  GHashTable *codes; /* the same */
} Reading;

#define REPORT(self, place, ...) mado_programme_text_report ((self)->text, (self)->faults, (place), 0, __VA_ARGS__)

static const char *const members[] = { "saying", "version", "label", "category", "code", "words", "text", "gone" };

static gboolean
is_member (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (strcmp (members[i], name) == 0)
      return TRUE;

  return FALSE;
}

/* Texts are texts; "version" is what it was where the file was written, and means nothing here. */
static void
check_member (const Reading *self, yyjson_val *key, yyjson_val *value)
{
  const char *name = yyjson_get_str (key);

  if (!is_member (name))
    REPORT (self, name, "E_MEMBER_UNKNOWN", "A saying has no \"%s\"", name);
  else if (strcmp (name, "gone") == 0 ? !yyjson_is_bool (value)
                                      : strcmp (name, "version") != 0 && !yyjson_is_str (value))
    REPORT (self, name, "E_TYPE", "\"%s\" is %s", name, strcmp (name, "gone") == 0 ? "true or false" : "a text");
}

/* Where to point: at a member, else at the id. */
static const char *
find_place (const Reading *self, yyjson_val *body, const char *member)
{
  const char *place = yyjson_get_str (yyjson_obj_get (body, member));

  if (place == NULL)
    place = yyjson_get_str (yyjson_obj_get (body, "saying"));

  return place != NULL ? place : mado_programme_text_get_start (self->text);
}

static void
check_fault (const Reading *self, yyjson_val *body, const MadoSaying *saying)
{
  switch (mado_saying_book_check (self->book, saying)) {
  case MADO_SAYING_WITHOUT_LABEL:
    REPORT (self, find_place (self, body, "label"), "E_MEMBER_MISSING", "The \"label\" says what is asked");
    break;
  case MADO_SAYING_WITHOUT_TEXT:
    REPORT (self, find_place (self, body, "text"), "E_MEMBER_MISSING", "The \"text\" says what is answered");
    break;
  case MADO_SAYING_WITHOUT_CODE:
    REPORT (self, find_place (self, body, "code"), "E_MEMBER_MISSING",
            "Without \"category\" it is a set phrase, which is typed by its \"code\"");
    break;
  case MADO_SAYING_BAD_CODE:
    REPORT (self, find_place (self, body, "code"), "E_WORD", "A code has small letters, digits, - and _ only");
    break;
  case MADO_SAYING_CODE_TAKEN:
    REPORT (self, find_place (self, body, "code"), "E_ID_TWICE", "Another saying has the code \"%s\"", saying->code);
    break;
  case MADO_SAYING_SOUND:
  default:
    break;
  }
}

static gboolean
comes_again (GHashTable *seen, const char *name)
{
  char *kept = g_strdup (name);

  return !g_hash_table_add (seen, kept);
}

static void
check_names (const Reading *self, yyjson_val *body, const MadoSaying *saying)
{
  if (saying->id[0] == '\0')
    REPORT (self, find_place (self, body, "label"), "E_MEMBER_MISSING", "The \"saying\" says which one it is");
  else if (comes_again (self->ids, saying->id))
    REPORT (self, find_place (self, body, "saying"), "E_ID_TWICE", "The file has \"%s\" twice", saying->id);
  if (saying->code[0] != '\0' && comes_again (self->codes, saying->code))
    REPORT (self, find_place (self, body, "code"), "E_ID_TWICE", "The file has the code \"%s\" twice", saying->code);
  if (mado_saying_is_answer (saying) && mado_section_find (self->programme->calls.categories, saying->category) == NULL)
    REPORT (self, find_place (self, body, "category"), "E_NAME_UNKNOWN", "The programme has no category \"%s\"",
            saying->category);
}

static gboolean
says_the_same (const MadoSaying *self, const MadoSaying *other)
{
  return strcmp (self->label, other->label) == 0 && strcmp (self->category, other->category) == 0 &&
         strcmp (self->code, other->code) == 0 && strcmp (self->words, other->words) == 0 &&
         strcmp (self->text, other->text) == 0 && self->is_gone == other->is_gone;
}

static gboolean
is_there (const MadoSayingEntry *entry, const MadoSaying *saying)
{
  const MadoEntity *last = entry != NULL && entry->versions->len > 0 ? g_ptr_array_index (entry->versions, 0) : NULL;
  g_autoptr (MadoSaying) waiting = NULL;

  if (entry == NULL)
    return FALSE;
  if (mado_version_is (last, MADO_VERSION_DRAFT))
    waiting = mado_saying_new_of_version (last);
  if (waiting != NULL)
    return says_the_same (saying, waiting);

  return entry->current != NULL ? says_the_same (saying, entry->current) : saying->is_gone;
}

static void
read_one (const Reading *self, yyjson_val *body, GPtrArray *sayings)
{
  g_autoptr (MadoSaying) saying = mado_saying_read (body);
  const MadoSayingEntry *entry = mado_saying_book_find_entry (self->book, saying->id);
  yyjson_obj_iter iter = yyjson_obj_iter_with (body);
  yyjson_val *key;

  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    check_member (self, key, yyjson_obj_iter_get_val (key));
  check_names (self, body, saying);
  check_fault (self, body, saying);
  if (is_there (entry, saying))
    return;
  saying->version = mado_saying_entry_get_next_version (entry);
  g_ptr_array_add (sayings, g_steal_pointer (&saying));
}

static void
read_list (const Reading *self, yyjson_val *root, GPtrArray *sayings)
{
  yyjson_val *list = yyjson_obj_get (root, "sayings"), *body;
  yyjson_arr_iter iter = yyjson_arr_iter_with (list);

  if (!yyjson_is_arr (list) || g_strcmp0 (yyjson_get_raw (yyjson_obj_get (root, "format")), FORMAT) != 0) {
    REPORT (self, mado_programme_text_get_start (self->text), "E_FORMAT",
            "A file of sayings begins with {\"format\": 1, \"sayings\": […");
    return;
  }
  while ((body = yyjson_arr_iter_next (&iter)) != NULL) {
    if (yyjson_is_obj (body))
      read_one (self, body, sayings);
    else
      REPORT (self, yyjson_is_str (body) ? yyjson_get_str (body) : mado_programme_text_get_start (self->text), "E_TYPE",
              "A saying is an object: {\"saying\": …");
  }
}

/**
 * mado_saying_file_read:
 * @file: any bytes
 * @programme: a programme
 * @book: what was agreed so far
 * @faults: (element-type MadoProgrammeFault): takes everything that is wrong, with its place
 *
 * Returns: (transfer full) (nullable) (element-type MadoSaying): the versions that are to be written; %NULL where there
 *   are faults
 */
GPtrArray *
mado_saying_file_read (GBytes *file, const MadoProgramme *programme, const MadoSayingBook *book, GPtrArray *faults)
{
  g_autoptr (MadoProgrammeText) text = mado_programme_text_new (file, faults);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) sayings = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_saying_free);
  const Reading reading = { text, faults, programme, book, ids, codes };

  if (text == NULL)
    return NULL;
  read_list (&reading, mado_programme_text_get_root (text), sayings);
  mado_programme_faults_sort (faults);

  return faults->len == 0 ? g_steal_pointer (&sayings) : NULL;
}
