/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts into the words of the form what the erasures say. */

#include "mado-term-report.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-ledger-words.h"
#include "mado-term-due.h"

/* The service erases its own in the transaction of the approval; what was saved of it before erases it when it is
 * restored, and a terminal when it comes on the line. */
#define METHOD "上書き消去（中央サービスは承認と同時、端末は次の接続時、控えは復元時）"

static const struct {
  const char *kind, *words;
} kinds[] = {
  { "batch", "支給予定・支給決定" },
  { "case", "案件" },
  { "earlier_payment", "過去の支給の記録" },
  { "handover", "管理簿" },
  { "incident", "事故の記録" },
  { "inquiry", "問合せ" },
  { "notice", "通知" },
  { "preservation", "保全の記録" },
  { "recovery", "返還の記録" },
  { "run", "封書の作成の記録" },
};

static const struct {
  const char *list, *words;
} lists[] = {
  { "cases", "案件" },
  { "inquiries", "問合せ" },
  { "notices", "通知の記録" },
  { "recoveries", "返還の記録" },
};

static const char *
find_words (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return kinds[i].words;

  return kind;
}

/**
 * mado_term_erasure_dup_content:
 * @erasure: an erasure
 *
 * Returns: (transfer full): what it is about: "案件 12件、問合せ 3件"
 */
char *
mado_term_erasure_dup_content (const MadoEntity *erasure)
{
  GString *words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
    const gsize count = yyjson_arr_size (yyjson_obj_get (mado_entity_get_body (erasure), lists[i].list));

    if (count > 0)
      g_string_append_printf (words, "%s%s %" G_GSIZE_FORMAT "件", words->len > 0 ? "、" : "", lists[i].words, count);
  }

  return g_string_free_and_steal (words);
}

static void
add_place (MadoTermReport *self, const MadoHandoverBook *book, const MadoEntity *erasure)
{
  yyjson_val *body = mado_entity_get_body (erasure);
  yyjson_val *proposed = yyjson_obj_get (body, MADO_TERM_ERASURE_PROPOSED);
  yyjson_val *erased = yyjson_obj_get (body, MADO_TERM_ERASURE_ERASED);
  g_autofree char *content = mado_term_erasure_dup_content (erasure);
  g_autofree char *until = mado_ledger_write_day (mado_json_get_text (body, "until"));
  g_autofree char *all = g_strdup_printf ("%s\n（保存期間 %sまで）", content, until);
  g_autofree char *where = g_strdup_printf ("%s\n中央サービスと端末", mado_json_get_text (body, "number"));
  const MadoErasedPlace place = {
    .place = g_string_chunk_insert (self->words, where),
    .content = g_string_chunk_insert (self->words, all),
    .method = METHOD,
    .at = mado_json_get_number (erased, "at"),
    .person = mado_ledger_find_person (book->people, mado_json_get_text (proposed, "by")),
    .witness = mado_ledger_find_person (book->people, mado_json_get_text (erased, "by")),
  };

  g_array_append_val (self->places, place);
}

static void
add_remains (MadoTermReport *self, const MadoTermRemains *remains)
{
  const MadoErasedRemains one = { find_words (g_string_chunk_insert (self->words, remains->kind)), remains->count };

  g_array_append_val (self->remains, one);
}

/**
 * mado_term_report_new:
 * @book: the ledger, which must live as long
 * @remains: (element-type MadoTermRemains): what still names something that was erased
 *
 * Returns: (transfer full): what the form says of data
 */
MadoTermReport *
mado_term_report_new (const MadoHandoverBook *book, const GArray *remains)
{
  MadoTermReport *self = g_new0 (MadoTermReport, 1);

  self->places = g_array_new (FALSE, FALSE, sizeof (MadoErasedPlace));
  self->remains = g_array_new (FALSE, FALSE, sizeof (MadoErasedRemains));
  self->words = g_string_chunk_new (1024);
  for (guint i = book->erasures->len; i > 0; i--) { /* the oldest first */
    const MadoEntity *erasure = g_ptr_array_index (book->erasures, i - 1);

    if (mado_handover_book_has_erased (book, erasure))
      add_place (self, book, erasure);
  }
  for (guint i = 0; i < remains->len; i++)
    add_remains (self, &g_array_index (remains, MadoTermRemains, i));
  self->data = (MadoErasedData) { (const MadoErasedPlace *) (gpointer) self->places->data, self->places->len,
                                  (const MadoErasedRemains *) (gpointer) self->remains->data, self->remains->len };

  return self;
}

/**
 * mado_term_report_free:
 * @self: (transfer full): what the form says of data
 */
void
mado_term_report_free (MadoTermReport *self)
{
  g_array_unref (self->places);
  g_array_unref (self->remains);
  g_string_chunk_free (self->words);
  g_free (self);
}
