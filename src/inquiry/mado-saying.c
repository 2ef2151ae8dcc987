/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A saying, wherever it comes from, and whether it is what somebody remembers of it. */

#include "mado-saying.h"

#include <string.h>

#include "mado-fold.h"
#include "mado-json-member.h"

/* --- where they come from ----------------------------------------------------------------------------------------- */

static char *
join (const GPtrArray *texts, const char *between)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? between : "", (const char *) g_ptr_array_index (texts, i));

  return g_string_free_and_steal (text);
}

/**
 * mado_saying_new_empty:
 * @category: of the programme; "": a phrase
 *
 * Returns: (transfer full): one that nobody has worded yet
 */
MadoSaying *
mado_saying_new_empty (const char *category)
{
  MadoSaying *self = g_new0 (MadoSaying, 1);

  self->id = g_strdup ("");
  self->label = g_strdup ("");
  self->category = g_strdup (category);
  self->code = g_strdup ("");
  self->words = g_strdup ("");
  self->text = g_strdup ("");

  return self;
}

/**
 * mado_saying_new_of_script:
 * @script: a question of the programme and its answer
 *
 * Returns: (transfer full): it
 */
MadoSaying *
mado_saying_new_of_script (const MadoCallScript *script)
{
  MadoSaying *self = g_new0 (MadoSaying, 1);

  self->id = g_strdup (script->id);
  self->version = script->version;
  self->label = g_strdup (script->label);
  self->category = g_strdup (script->category);
  self->code = g_strdup ("");
  self->words = join (script->words, " ");
  self->text = join (script->text, "\n");

  return self;
}

/**
 * mado_saying_new_of_phrase:
 * @phrase: a set phrase of the programme
 *
 * Returns: (transfer full): it
 */
MadoSaying *
mado_saying_new_of_phrase (const MadoCallPhrase *phrase)
{
  MadoSaying *self = g_new0 (MadoSaying, 1);

  self->id = g_strconcat (".", phrase->id, NULL);
  self->label = g_strdup (phrase->label);
  self->category = g_strdup ("");
  self->code = g_strdup (phrase->id);
  self->words = g_strdup ("");
  self->text = g_strdup (phrase->text);

  return self;
}

static char *
dup_member (yyjson_val *body, const char *name)
{
  return g_strdup (mado_json_get_text (body, name));
}

/**
 * mado_saying_read:
 * @body: what mado_saying_write() writes, or any other JSON
 *
 * Returns: (transfer full): the saying, without what is not there
 */
MadoSaying *
mado_saying_read (yyjson_val *body)
{
  MadoSaying *self = g_new0 (MadoSaying, 1);

  self->id = dup_member (body, "saying");
  self->version = mado_json_get_number (body, "version");
  self->label = dup_member (body, "label");
  self->category = dup_member (body, "category");
  self->code = dup_member (body, "code");
  self->words = dup_member (body, "words");
  self->text = dup_member (body, "text");
  self->is_gone = mado_json_get_flag (body, "gone");

  return self;
}

/**
 * mado_saying_new_of_version:
 * @version: of a saying, as somebody wrote it
 *
 * Returns: (transfer full): it
 */
MadoSaying *
mado_saying_new_of_version (const MadoEntity *version)
{
  return mado_saying_read (mado_entity_get_body (version));
}

/**
 * mado_saying_copy:
 * @self: a saying
 *
 * Returns: (transfer full): another like it
 */
MadoSaying *
mado_saying_copy (const MadoSaying *self)
{
  MadoSaying *copy = g_new (MadoSaying, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->label = g_strdup (self->label);
  copy->category = g_strdup (self->category);
  copy->code = g_strdup (self->code);
  copy->words = g_strdup (self->words);
  copy->text = g_strdup (self->text);

  return copy;
}

/**
 * mado_saying_free:
 * @self: (transfer full): a saying
 */
void
mado_saying_free (MadoSaying *self)
{
  g_free (self->id);
  g_free (self->label);
  g_free (self->category);
  g_free (self->code);
  g_free (self->words);
  g_free (self->text);
  g_free (self);
}

static void
write_text (yyjson_mut_doc *doc, const char *member, const char *text)
{
  if (text[0] != '\0')
    yyjson_mut_obj_add_str (doc, yyjson_mut_doc_get_root (doc), member, text);
}

/**
 * mado_saying_write:
 * @self: a saying
 *
 * Returns: (transfer full): the body of the operation saying.write
 */
yyjson_doc *
mado_saying_write (const MadoSaying *self)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_doc *body;

  yyjson_mut_doc_set_root (doc, yyjson_mut_obj (doc));
  write_text (doc, "saying", self->id);
  yyjson_mut_obj_add_sint (doc, yyjson_mut_doc_get_root (doc), "version", self->version);
  write_text (doc, "label", self->label);
  write_text (doc, "category", self->category);
  write_text (doc, "code", self->code);
  write_text (doc, "words", self->words);
  write_text (doc, "text", self->text);
  if (self->is_gone)
    yyjson_mut_obj_add_bool (doc, yyjson_mut_doc_get_root (doc), "gone", TRUE);
  body = yyjson_mut_doc_imut_copy (doc, NULL);
  yyjson_mut_doc_free (doc);

  return body;
}

/* --- what it is called -------------------------------------------------------------------------------------------- */

/**
 * mado_saying_is_answer:
 * @self: a saying
 *
 * Returns: whether it answers a question; else it is a set phrase
 */
gboolean
mado_saying_is_answer (const MadoSaying *self)
{
  return self->category[0] != '\0';
}

/**
 * mado_saying_dup_name:
 * @self: a saying
 *
 * Returns: (transfer full): by which it is recorded which version was used, "when-paid/2"; of a programme's phrase
 *   ".fubi"
 */
char *
mado_saying_dup_name (const MadoSaying *self)
{
  return self->version == 0 ? g_strdup (self->id) : g_strdup_printf ("%s/%" G_GINT64_FORMAT, self->id, self->version);
}

/**
 * mado_saying_dup_mark:
 * @self: a saying
 *
 * Returns: (transfer full): what is typed to get it, ".fubi"; where there is nothing, its name
 */
char *
mado_saying_dup_mark (const MadoSaying *self)
{
  return self->code[0] != '\0' ? g_strconcat (".", self->code, NULL) : mado_saying_dup_name (self);
}

/* --- finding ------------------------------------------------------------------------------------------------------ */

/**
 * mado_saying_read_words:
 * @typed: any bytes
 *
 * Returns: (transfer full) (element-type utf8): the words in it, folded
 */
GPtrArray *
mado_saying_read_words (const char *typed)
{
  g_autofree char *valid = g_utf8_make_valid (typed, -1);
  g_autofree char *narrow = mado_fold_width (valid);
  g_auto (GStrv) parts = g_strsplit (narrow, " ", -1);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++) {
    char *word = mado_fold_name (parts[i], MADO_FOLD_STRICT);

    if (word[0] != '\0')
      g_ptr_array_add (words, word);
    else
      g_free (word);
  }

  return words;
}

static gboolean
has_word (const char *text, const char *word)
{
  g_autofree char *key = mado_fold_name (text, MADO_FOLD_STRICT);

  return strstr (key, word) != NULL;
}

static MadoSayingFound
find_word (const MadoSaying *self, const char *word)
{
  if (has_word (self->label, word))
    return MADO_SAYING_FOUND_IN_LABEL;
  if (has_word (self->words, word) || has_word (self->code, word))
    return MADO_SAYING_FOUND_IN_WORDS;

  return has_word (self->text, word) ? MADO_SAYING_FOUND_IN_TEXT : MADO_SAYING_FOUND_NOT;
}

/**
 * mado_saying_find_words:
 * @self: a saying
 * @words: (element-type utf8): of mado_saying_read_words(); each has to be there
 *
 * Returns: the least likely place where one of them is
 */
MadoSayingFound
mado_saying_find_words (const MadoSaying *self, const GPtrArray *words)
{
  MadoSayingFound found = MADO_SAYING_FOUND_IN_LABEL;

  for (guint i = 0; i < words->len; i++)
    found = MAX (found, find_word (self, g_ptr_array_index (words, i)));

  return found;
}
