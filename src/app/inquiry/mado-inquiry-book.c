/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads inquiries, state by state, with the cases that they name. */

#include "mado-inquiry-book.h"

#include "mado-about-index.h"
#include "mado-inquiry.h"
#include "mado-json-member.h"
#include "mado-row.h"

#define PAGE 500

static const char *const states[] = { "open", "waiting", "closed", NULL };

typedef struct {
  MadoDatabase *database;
  const MadoProgramme *programme;
  const MadoPerson *person;
  GPtrArray *sheets;
} Reading;

static gboolean
add_sheet (const Reading *reading, MadoEntity *inquiry, GError **error)
{
  const MadoId subject = mado_json_get_id (mado_entity_get_body (inquiry), "case");
  g_auto (MadoRow) row = { 0 };
  MadoInquirySheet *sheet = NULL;

  if (mado_id_is_valid (subject) && !mado_row_find (reading->database, subject, &row, error))
    return FALSE;
  if (!mado_inquiry_sheet_read (reading->programme, reading->person, inquiry, row.entity, &sheet, error))
    return FALSE;
  if (sheet != NULL)
    g_ptr_array_add (reading->sheets, sheet);

  return TRUE;
}

static gboolean
load_state (const Reading *reading, const char *state, GError **error)
{
  g_autoptr (MadoEntity) last = NULL;

  for (;;) {
    g_autoptr (GPtrArray) page = mado_row_list (reading->database, mado_inquiry_kind.name, state, last, PAGE, error);

    if (page == NULL)
      return FALSE;
    for (guint i = 0; i < page->len; i++)
      if (!add_sheet (reading, g_ptr_array_index (page, i), error))
        return FALSE;
    if (page->len < PAGE)
      return TRUE;
    g_clear_pointer (&last, mado_entity_unref);
    last = mado_entity_ref (g_ptr_array_index (page, page->len - 1));
  }
}

/**
 * mado_inquiry_book_load_about:
 * @database: any connection
 * @programme: the programme
 * @person: who reads
 * @subject: a case
 * @limit: how many at most
 * @error: where to put why they cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type MadoInquirySheet): the inquiries about it, the newest first
 */
GPtrArray *
mado_inquiry_book_load_about (MadoDatabase *database,
                              const MadoProgramme *programme,
                              const MadoPerson *person,
                              MadoId subject,
                              guint limit,
                              GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_inquiry_sheet_unref);
  g_autoptr (GPtrArray) inquiries = mado_about_list (database, subject, mado_inquiry_kind.name, limit, error);
  const Reading reading = { .database = database, .programme = programme, .person = person, .sheets = sheets };

  for (guint i = 0; inquiries != NULL && i < inquiries->len; i++)
    if (!add_sheet (&reading, g_ptr_array_index (inquiries, i), error))
      return NULL;

  return inquiries != NULL ? g_steal_pointer (&sheets) : NULL;
}

/* Ids are in the order in which they were drawn. */
static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const MadoInquirySheet *left = *(MadoInquirySheet *const *) a, *right = *(MadoInquirySheet *const *) b;

  return mado_id_compare (mado_entity_get_id (right->inquiry), mado_entity_get_id (left->inquiry));
}

/**
 * mado_inquiry_book_load:
 * @database: any connection
 * @programme: the programme
 * @person: who reads
 * @scope: which of them
 * @error: where to put why they cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type MadoInquirySheet): the inquiries, the newest first
 */
GPtrArray *
mado_inquiry_book_load (MadoDatabase *database,
                        const MadoProgramme *programme,
                        const MadoPerson *person,
                        MadoInquiryBookScope scope,
                        GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_inquiry_sheet_unref);
  const Reading reading = { .database = database, .programme = programme, .person = person, .sheets = sheets };
  const guint n_states = scope == MADO_INQUIRY_BOOK_ALL ? 3 : 2;

  for (guint i = 0; i < n_states; i++)
    if (!load_state (&reading, states[i], error))
      return NULL;
  g_ptr_array_sort (sheets, compare_newest_first);

  return g_steal_pointer (&sheets);
}
