/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Of each saying the highest number that somebody has agreed to counts: of the programme, which was agreed as a whole,
 * or of a version that somebody else than its author approved. */

#include "mado-saying-book.h"

#include <string.h>

#include "mado-fold.h"
#include "mado-json-member.h"
#include "mado-row.h"
#include "mado-saying-version.h"

#define PAGE 500

struct _MadoSayingBook {
  MadoProgramme *programme;
  char *mark;         /* of the versions: two books with one mark say the same */
  GPtrArray *entries; /* (element-type MadoSayingEntry): questions first, as the programme has them */
};

/* --- made --------------------------------------------------------------------------------------------------------- */

static void
free_entry (gpointer entry)
{
  MadoSayingEntry *self = entry;

  g_free (self->id);
  g_clear_pointer (&self->first, mado_saying_free);
  g_clear_pointer (&self->current, mado_saying_free);
  g_ptr_array_unref (self->versions);
  g_free (self);
}

static MadoSayingEntry *
add_entry (MadoSayingBook *self, const char *id, MadoSaying *first)
{
  MadoSayingEntry *entry = g_new0 (MadoSayingEntry, 1);

  entry->id = g_strdup (id);
  entry->first = first;
  entry->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  g_ptr_array_add (self->entries, entry);

  return entry;
}

static void
add_own (MadoSayingBook *self, MadoSaying *first)
{
  add_entry (self, first->id, first);
}

static void
add_version (MadoSayingBook *self, MadoEntity *version)
{
  const char *id = mado_json_get_text (mado_entity_get_body (version), "saying");
  const MadoSayingEntry *entry = mado_saying_book_find_entry (self, id);

  if (entry == NULL)
    entry = add_entry (self, id, NULL);
  g_ptr_array_add (entry->versions, mado_entity_ref (version));
}

static const MadoEntity *
find_agreed (const MadoSayingEntry *entry)
{
  const MadoEntity *agreed = mado_versions_find_current (entry->versions);
  const gint64 first = entry->first != NULL ? entry->first->version : -1;

  return agreed != NULL && mado_version_get_number (agreed) > first ? agreed : NULL;
}

static void
settle (gpointer data, gpointer book)
{
  MadoSayingEntry *entry = data;
  const MadoEntity *agreed;

  mado_versions_sort (entry->versions);
  agreed = find_agreed (entry);
  if (agreed != NULL)
    entry->current = mado_saying_new_of_version (agreed);
  else if (entry->first != NULL)
    entry->current = mado_saying_copy (entry->first);
  if (entry->current != NULL && entry->current->is_gone)
    g_clear_pointer (&entry->current, mado_saying_free);
}

static gboolean
is_answer (const MadoSayingEntry *entry)
{
  if (entry->first != NULL)
    return mado_saying_is_answer (entry->first);

  return mado_json_get_text (mado_entity_get_body (g_ptr_array_index (entry->versions, 0)), "category")[0] != '\0';
}

/* The sort is stable: within both they stay as they are. */
static int
compare (gconstpointer a, gconstpointer b)
{
  return is_answer (b) - is_answer (a);
}

static char *
dup_mark (const GPtrArray *versions)
{
  GString *mark = g_string_new (NULL);

  for (guint i = 0; versions != NULL && i < versions->len; i++) {
    const MadoEntity *version = g_ptr_array_index (versions, i);
    char id[MADO_ID_TEXT_SIZE];

    mado_id_to_text (mado_entity_get_id (version), id);
    g_string_append_printf (mark, "%s/%" G_GINT64_FORMAT " ", id, mado_entity_get_version (version));
  }

  return g_string_free_and_steal (mark);
}

/**
 * mado_saying_book_new:
 * @programme: a programme
 * @versions: (nullable) (element-type MadoEntity): that were written since
 *
 * Returns: (transfer full): what is said by both
 */
MadoSayingBook *
mado_saying_book_new (MadoProgramme *programme, const GPtrArray *versions)
{
  MadoSayingBook *self = g_atomic_rc_box_new0 (MadoSayingBook);
  const MadoCallBook *calls = &programme->calls;

  self->programme = mado_programme_ref (programme);
  self->mark = dup_mark (versions);
  self->entries = g_ptr_array_new_with_free_func (free_entry);
  for (guint i = 0; i < mado_section_get_count (calls->scripts); i++)
    add_own (self, mado_saying_new_of_script (mado_section_get (calls->scripts, i)));
  for (guint i = 0; i < mado_section_get_count (calls->phrases); i++)
    add_own (self, mado_saying_new_of_phrase (mado_section_get (calls->phrases, i)));
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    add_version (self, g_ptr_array_index (versions, i));
  g_ptr_array_foreach (self->entries, settle, NULL);
  g_ptr_array_sort_values (self->entries, compare);

  return self;
}

static gboolean
list_state (MadoDatabase *database, const char *state, GPtrArray *versions, GError **error)
{
  g_autoptr (MadoEntity) last = NULL;

  for (;;) {
    g_autoptr (GPtrArray) page = mado_row_list (database, mado_saying_kind.name, state, last, PAGE, error);

    if (page == NULL)
      return FALSE;
    for (guint i = 0; i < page->len; i++)
      g_ptr_array_add (versions, mado_entity_ref (g_ptr_array_index (page, i)));
    if (page->len < PAGE)
      return TRUE;
    g_clear_pointer (&last, mado_entity_unref);
    last = mado_entity_ref (g_ptr_array_index (page, page->len - 1));
  }
}

/**
 * mado_saying_book_load:
 * @database: any connection
 * @programme: the programme
 * @error: where to put why it cannot be read
 *
 * Returns: (transfer full) (nullable): what is said as far as this terminal knows
 */
MadoSayingBook *
mado_saying_book_load (MadoDatabase *database, MadoProgramme *programme, GError **error)
{
  static const char *const states[] = { MADO_VERSION_DRAFT, MADO_VERSION_APPROVED, MADO_VERSION_RETIRED };
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (!list_state (database, states[i], versions, error))
      return NULL;

  return mado_saying_book_new (programme, versions);
}

/**
 * mado_saying_book_ref:
 * @self: a book
 *
 * Returns: (transfer full): @self
 */
MadoSayingBook *
mado_saying_book_ref (MadoSayingBook *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer book)
{
  MadoSayingBook *self = book;

  g_ptr_array_unref (self->entries);
  mado_programme_unref (self->programme);
  g_free (self->mark);
}

/**
 * mado_saying_book_unref:
 * @self: (transfer full): a book
 */
void
mado_saying_book_unref (MadoSayingBook *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* --- what is in it ------------------------------------------------------------------------------------------------ */

/**
 * mado_saying_book_is_same:
 * @self: a book
 * @other: another one
 *
 * Returns: whether they are known to say the same
 */
gboolean
mado_saying_book_is_same (const MadoSayingBook *self, const MadoSayingBook *other)
{
  return self->programme == other->programme && strcmp (self->mark, other->mark) == 0;
}

/**
 * mado_saying_book_get_entries:
 * @self: a book
 *
 * Returns: (transfer none) (element-type MadoSayingEntry): all there are, also those that nobody says
 */
const GPtrArray *
mado_saying_book_get_entries (const MadoSayingBook *self)
{
  return self->entries;
}

/**
 * mado_saying_book_find_entry:
 * @self: a book
 * @id: of a saying
 *
 * Returns: (transfer none) (nullable): it with its versions
 */
const MadoSayingEntry *
mado_saying_book_find_entry (const MadoSayingBook *self, const char *id)
{
  for (guint i = 0; i < self->entries->len; i++) {
    const MadoSayingEntry *entry = g_ptr_array_index (self->entries, i);

    if (strcmp (entry->id, id) == 0)
      return entry;
  }

  return NULL;
}

/**
 * mado_saying_entry_get_next_version:
 * @self: (nullable): an entry; %NULL: of something new
 *
 * Returns: the number of the version that is written next
 */
gint64
mado_saying_entry_get_next_version (const MadoSayingEntry *self)
{
  gint64 last = self != NULL && self->first != NULL ? self->first->version : 0;

  if (self != NULL && self->versions->len > 0)
    last = MAX (last, mado_version_get_number (g_ptr_array_index (self->versions, 0)));

  return last + 1;
}

/**
 * mado_saying_book_dup_new_id:
 * @self: a book
 * @code: of a new phrase; "": of a new question
 *
 * Returns: (transfer full): by which it will be known
 */
char *
mado_saying_book_dup_new_id (const MadoSayingBook *self, const char *code)
{
  char *id = code[0] != '\0' ? g_strconcat (".", code, NULL) : g_strdup ("faq-1");

  for (guint i = 2; mado_saying_book_find_entry (self, id) != NULL; i++) {
    g_free (id);
    id = code[0] != '\0' ? g_strdup_printf (".%s-%u", code, i) : g_strdup_printf ("faq-%u", i);
  }

  return id;
}

/* --- finding ------------------------------------------------------------------------------------------------------ */

/**
 * mado_saying_book_find:
 * @self: a book
 * @typed: any bytes; nothing finds everything
 *
 * Returns: (transfer full) (element-type MadoSaying): what is said, as long as the book lives; the likeliest first
 */
GPtrArray *
mado_saying_book_find (const MadoSayingBook *self, const char *typed)
{
  g_autoptr (GPtrArray) words = mado_saying_read_words (typed);
  GPtrArray *sayings = g_ptr_array_new ();

  for (MadoSayingFound found = MADO_SAYING_FOUND_IN_LABEL; found < MADO_SAYING_FOUND_NOT; found++)
    for (guint i = 0; i < self->entries->len; i++) {
      MadoSaying *saying = ((MadoSayingEntry *) g_ptr_array_index (self->entries, i))->current;

      if (saying != NULL && mado_saying_find_words (saying, words) == found)
        g_ptr_array_add (sayings, saying);
    }

  return sayings;
}

static const MadoSaying *
find_said (const MadoSayingBook *self, const char *code)
{
  for (guint i = 0; code[0] != '\0' && i < self->entries->len; i++) {
    const MadoSaying *saying = ((const MadoSayingEntry *) g_ptr_array_index (self->entries, i))->current;

    if (saying != NULL && strcmp (saying->code, code) == 0)
      return saying;
  }

  return NULL;
}

static gboolean
is_of_code (gunichar character)
{
  return character < 0x80 && (g_ascii_isalnum ((char) character) || character == '-' || character == '_');
}

/**
 * mado_saying_book_find_code:
 * @self: a book
 * @before: what stands before the cursor
 * @out_length: (out): how many characters of it are the code, with its point
 *
 * Codes are known in either width, and behind the point that an input method makes.
 *
 * Returns: (transfer none) (nullable): the saying whose code stands there
 */
const MadoSaying *
mado_saying_book_find_code (const MadoSayingBook *self, const char *before, guint *out_length)
{
  const char *next = before + strlen (before);
  g_autoptr (GString) code = g_string_new (NULL);
  const MadoSaying *saying;

  for (guint length = 1; next > before; length++) {
    gunichar character;

    next = g_utf8_prev_char (next);
    character = mado_fold_character_width (g_utf8_get_char (next));
    if (is_of_code (character)) {
      g_string_prepend_c (code, g_ascii_tolower ((char) character));
      continue;
    }
    saying = character == '.' || character == U'。' || character == U'｡' ? find_said (self, code->str) : NULL;
    if (saying != NULL)
      *out_length = length;
    return saying;
  }

  return NULL;
}

/* --- before it is written ----------------------------------------------------------------------------------------- */

static gboolean
is_code (const char *code)
{
  for (; *code != '\0'; code++)
    if (!is_of_code ((guchar) *code) || g_ascii_isupper (*code))
      return FALSE;

  return TRUE;
}

/**
 * mado_saying_book_check:
 * @self: a book
 * @saying: what somebody wants said
 *
 * Returns: the first thing that is wrong with it
 */
MadoSayingFault
mado_saying_book_check (const MadoSayingBook *self, const MadoSaying *saying)
{
  const MadoSaying *other = find_said (self, saying->code);

  if (saying->label[0] == '\0')
    return MADO_SAYING_WITHOUT_LABEL;
  if (saying->text[0] == '\0')
    return MADO_SAYING_WITHOUT_TEXT;
  if (!mado_saying_is_answer (saying) && saying->code[0] == '\0')
    return MADO_SAYING_WITHOUT_CODE;
  if (!is_code (saying->code))
    return MADO_SAYING_BAD_CODE;

  return other != NULL && strcmp (other->id, saying->id) != 0 ? MADO_SAYING_CODE_TAKEN : MADO_SAYING_SOUND;
}
