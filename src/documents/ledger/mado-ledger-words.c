/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words that the forms of the ledger have in common. */

#include "mado-ledger-words.h"

#include "mado-era.h"
#include "mado-instant.h"
#include "mado-json-member.h"

typedef struct {
  const char *id;
  const char *words;
} Word;

static const Word kinds[] = {
  { "medium", "媒体" },        { "paper", "紙" },     { "password_notice", "パスワード通知書" },
  { "program", "プログラム" }, { "letters", "封書" },
};

static const Word steps[] = {
  { "make", "作成" },    { "seal", "封緘" },        { "carry", "持出し" },      { "receive", "受領" },
  { "store", "保管" },   { "return", "返却" },      { "erase", "消去" },        { "close", "完了" },
  { "correct", "訂正" }, { "confirm", "開封確認" }, { "print", "印字" },        { "enclose", "封入封緘" },
  { "deliver", "納品" }, { "inspect", "納品検査" }, { "hand_back", "引渡し" },  { "post", "差出し" },
  { "hold", "保全" },    { "release", "保全解除" }, { "attach", "写真・写し" },
};

static const char *
find_words (const Word *words, gsize n_words, const char *id)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_str_equal (words[i].id, id))
      return words[i].words;

  return id;
}

/**
 * mado_ledger_get_kind_words:
 * @kind: of a hand-over
 *
 * Returns: (transfer none): what it is called
 */
const char *
mado_ledger_get_kind_words (const char *kind)
{
  return find_words (kinds, G_N_ELEMENTS (kinds), kind);
}

/**
 * mado_ledger_get_step_words:
 * @step: of a track
 *
 * Returns: (transfer none): what it is called
 */
const char *
mado_ledger_get_step_words (const char *step)
{
  return find_words (steps, G_N_ELEMENTS (steps), step);
}

/**
 * mado_ledger_add_heading:
 * @manuscript: takes it
 * @heading: who, to whom, when
 * @title: of the form
 *
 * Adds what stands above every form.
 */
void
mado_ledger_add_heading (MadoManuscript *manuscript, const MadoLedgerHeading *heading, const char *title)
{
  g_autofree char *day = mado_era_format (heading->day);
  g_autofree char *number = g_strdup_printf ("%s\n%s", heading->number, day);

  mado_manuscript_add (manuscript, MADO_BLOCK_TEXT, "number", "number", "number", number);
  mado_manuscript_add (manuscript, MADO_BLOCK_TEXT, "to", "to", "to", heading->to);
  mado_manuscript_add (manuscript, MADO_BLOCK_TEXT, "from", "sender", "sender", heading->from);
  mado_manuscript_add (manuscript, MADO_BLOCK_TEXT, "title", "body", "title", title);
}

/**
 * mado_ledger_write_instant:
 * @milliseconds: since 1970, as entries have it
 *
 * Returns: (transfer full): day and time in Japan, "令和7年5月1日 14:30"
 */
char *
mado_ledger_write_instant (gint64 milliseconds)
{
  MadoDate day = mado_instant_get_japanese_day ((MadoInstant) { milliseconds * 1000 });
  gint64 minute = (milliseconds / 60000 + 9 * 60) % (24 * 60);
  g_autofree char *words = mado_era_format (day);

  return g_strdup_printf ("%s %d:%02d", words, (int) (minute / 60), (int) (minute % 60));
}

/**
 * mado_ledger_write_day:
 * @iso: a day, or ""
 *
 * Returns: (transfer full): by its era; "" where there is none
 */
char *
mado_ledger_write_day (const char *iso)
{
  MadoDate day = mado_date_from_iso (iso);

  return mado_date_is_valid (day) ? mado_era_format (day) : g_strdup ("");
}

/**
 * mado_ledger_write_quantity:
 * @body: of a hand-over
 * @said: the same, or an entry of its track with counts
 *
 * Returns: (transfer full): "1点・250件"; of letters, of which there is one for each record, "250通"
 */
char *
mado_ledger_write_quantity (yyjson_val *body, yyjson_val *said)
{
  const gboolean are_letters = g_str_equal (mado_json_get_text (body, "kind"), "letters");
  g_autoptr (GString) words = g_string_new (NULL);

  if (yyjson_obj_get (said, "media") != NULL)
    g_string_append_printf (words, "%" G_GINT64_FORMAT "%s", mado_json_get_number (said, "media"),
                            are_letters ? "通" : "点");
  if (yyjson_obj_get (said, "records") != NULL && !are_letters)
    g_string_append_printf (words, "%s%" G_GINT64_FORMAT "件", words->len > 0 ? "・" : "",
                            mado_json_get_number (said, "records"));

  return g_string_free_and_steal (g_steal_pointer (&words));
}

static void
add_words (GString *out, const char *label, const char *words)
{
  if (words[0] != '\0')
    g_string_append_printf (out, "%s%s%s", out->len > 0 ? "、" : "", label, words);
}

static void
add_count (GString *out, const char *label, yyjson_val *entry, const char *member)
{
  g_autofree char *words = g_strdup_printf ("%" G_GINT64_FORMAT "通", mado_json_get_number (entry, member));

  if (yyjson_obj_get (entry, member) != NULL)
    add_words (out, label, words);
}

static void
add_inspection (GString *out, yyjson_val *entry)
{
  add_count (out, "抜取り ", entry, "sample");
  add_count (out, "不良 ", entry, "defects");
  add_count (out, "引抜き ", entry, "withdrawn");
  if (yyjson_obj_get (entry, "accepted") != NULL)
    add_words (out, "", mado_json_get_flag (entry, "accepted") ? "合格" : "不合格（再納品）");
}

static void
add_posting (GString *out, yyjson_val *entry)
{
  g_autofree char *day = mado_ledger_write_day (mado_json_get_text (entry, "day"));

  add_words (out, "差出局 ", mado_json_get_text (entry, "office"));
  add_words (out, "差出日 ", day);
  add_words (out, "委託先の書面 ", mado_json_get_text (entry, "paper"));
}

/**
 * mado_ledger_write_place:
 * @entry: of a track, or the body of a hand-over
 *
 * Returns: (transfer full): bag, seal, carrier, place, how it was erased, inspected or posted, and why it was
 * corrected, what a photo shows: what it has of them
 */
char *
mado_ledger_write_place (yyjson_val *entry)
{
  g_autoptr (GString) words = g_string_new (NULL);

  add_words (words, "袋 ", mado_json_get_text (entry, "bag"));
  add_words (words, "封印 ", mado_json_get_text (entry, "seal"));
  add_words (words, "運搬 ", mado_json_get_text (entry, "carrier"));
  add_words (words, "保管 ", mado_json_get_text (entry, "place"));
  add_words (words, "方法 ", mado_json_get_text (entry, "method"));
  add_words (words, "立会 ", mado_json_get_text (entry, "witness"));
  add_inspection (words, entry);
  add_posting (words, entry);
  add_words (words, "理由 ", mado_json_get_text (entry, "reason"));
  if (yyjson_obj_get (entry, "hash") != NULL)
    add_words (words, "", mado_json_get_text (entry, "text"));
  add_words (words, "登録 ", mado_json_get_text (entry, "entered_by"));

  return g_string_free_and_steal (g_steal_pointer (&words));
}

static yyjson_val *
find_body (const GPtrArray *people, const char *id)
{
  for (guint i = 0; i < people->len; i++) {
    const MadoEntity *person = g_ptr_array_index (people, i);
    yyjson_val *body = mado_entity_get_body (person);
    char own[MADO_ID_TEXT_SIZE];

    mado_id_to_text (mado_entity_get_id (person), own);
    if (g_str_equal (own, id) || g_str_equal (mado_json_get_text (body, "account"), id))
      return body;
  }

  return NULL;
}

/**
 * mado_ledger_find_person:
 * @people: (element-type MadoEntity): the register of persons in charge
 * @id: of one of them, or the id of an account
 *
 * Returns: (transfer none): the name; the id where nobody is known by it
 */
const char *
mado_ledger_find_person (const GPtrArray *people, const char *id)
{
  yyjson_val *body = find_body (people, id);

  return body != NULL ? mado_json_get_text (body, "name") : id;
}

/**
 * mado_ledger_dup_signer:
 * @people: (element-type MadoEntity): the register of persons in charge
 * @id: of one of them, or the id of an account
 *
 * Returns: (transfer full): the name, and the role in which they were entered; the id where nobody is known by it
 */
char *
mado_ledger_dup_signer (const GPtrArray *people, const char *id)
{
  yyjson_val *body = find_body (people, id);
  const char *role = mado_json_get_text (body, "role");

  return role[0] != '\0' ? g_strdup_printf ("%s（%s）", mado_json_get_text (body, "name"), role)
                         : g_strdup (mado_ledger_find_person (people, id));
}
