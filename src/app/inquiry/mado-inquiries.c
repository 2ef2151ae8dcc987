/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Those that are pending are some dozens at any time, and read as a whole; those that are closed only once somebody
 * wants to see them. */

#include "mado-inquiries.h"

#include "mado-advice.h"

#define KEY "mado-inquiries"

struct _MadoInquiries {
  GObject parent_instance;

  MadoSession *session; /* has the inquiries */
  MadoInquiryBookScope scope;
  MadoInquiryBookScope read; /* which the sheets are */
  gboolean is_reading;
  gboolean is_stale; /* something has changed since the reading that is under way began */
  GPtrArray *sheets; /* (nullable): %NULL: not read yet */
  MadoSayingBook *sayings;
};

G_DEFINE_FINAL_TYPE (MadoInquiries, mado_inquiries, G_TYPE_OBJECT)

enum { SIGNAL_CHANGED, SIGNAL_FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
mado_inquiries_finalize (GObject *object)
{
  MadoInquiries *self = MADO_INQUIRIES (object);

  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->sayings, mado_saying_book_unref);

  G_OBJECT_CLASS (mado_inquiries_parent_class)->finalize (object);
}

static void
mado_inquiries_class_init (MadoInquiriesClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_inquiries_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
mado_inquiries_init (MadoInquiries *self)
{
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

typedef struct {
  MadoSession *session;
  MadoInquiryBookScope scope;
  MadoId subject; /* where only those about it are read */
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->session);
  g_free (request);
}

/* What was read in one go. */
typedef struct {
  GPtrArray *sheets;
  MadoSayingBook *sayings;
} Read;

static void
free_read (gpointer read)
{
  Read *self = read;

  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->sayings, mado_saying_book_unref);
  g_free (self);
}

static void
load_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  MadoProgramme *programme = mado_session_get_programme (request->session);
  Read *read = g_new0 (Read, 1);
  GError *error = NULL;

  read->sheets =
      mado_inquiry_book_load (database, programme, mado_session_get_person (request->session), request->scope, &error);
  if (read->sheets != NULL)
    read->sayings = mado_saying_book_load (database, programme, &error);
  if (read->sayings != NULL) {
    g_task_return_pointer (task, read, free_read);
    return;
  }
  free_read (read);
  g_task_return_error (task, error);
}

static void read_again (MadoInquiries *self);

static void
take (MadoInquiries *self, Read *read)
{
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  self->sheets = g_steal_pointer (&read->sheets);
  if (!mado_saying_book_is_same (self->sayings, read->sayings)) {
    g_clear_pointer (&self->sayings, mado_saying_book_unref);
    self->sayings = g_steal_pointer (&read->sayings);
  }
  free_read (read);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer unused)
{
  MadoInquiries *self = MADO_INQUIRIES (object);
  g_autoptr (GError) error = NULL;
  Read *read = g_task_propagate_pointer (G_TASK (result), &error);

  self->is_reading = FALSE;
  if (read != NULL) {
    self->read = ((const Request *) g_task_get_task_data (G_TASK (result)))->scope;
    take (self, read);
  } else if (mado_advice_is_wanted (error)) {
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  } else {
    return; /* the profile is closed */
  }
  if (self->is_stale)
    read_again (self);
}

/* Once for all that comes while it is read. */
static void
read_again (MadoInquiries *self)
{
  GTask *task;
  Request *request;

  self->is_stale = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  request = g_new0 (Request, 1);
  request->session = g_object_ref (self->session);
  request->scope = self->scope;
  task = g_task_new (self, NULL, loaded_cb, NULL);
  g_task_set_task_data (task, request, free_request);
  mado_desk_do (mado_session_get_desk (self->session), MADO_DESK_READER, task, load_work);
}

static void
refreshed_cb (MadoSession *session, MadoInquiries *self)
{
  read_again (self);
}

/**
 * mado_inquiries_of:
 * @session: a session
 *
 * Returns: (transfer none): its inquiries, which live as long as the session
 */
MadoInquiries *
mado_inquiries_of (MadoSession *session)
{
  MadoInquiries *self = g_object_get_data (G_OBJECT (session), KEY);

  if (self != NULL) {
    if (self->sheets == NULL && !self->is_reading)
      read_again (self); /* it could not be read: whoever comes now is told, or sees them */
    return self;
  }
  self = g_object_new (MADO_TYPE_INQUIRIES, NULL);
  self->session = session;
  self->sayings = mado_saying_book_new (mado_session_get_programme (session), NULL);
  g_object_set_data_full (G_OBJECT (session), KEY, self, g_object_unref);
  g_signal_connect_object (session, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_DEFAULT);
  read_again (self);

  return self;
}

/* --- what is there ------------------------------------------------------------------------------------------------ */

/**
 * mado_inquiries_are_for:
 * @session: a session
 *
 * Returns: whether its person has anything to do with inquiries: who answers calls, and the ward
 */
gboolean
mado_inquiries_are_for (MadoSession *session)
{
  const MadoPerson *person = mado_session_get_person (session);
  const MadoProgramme *programme = mado_session_get_programme (session);

  return mado_policy_has_duty (person, programme, "calls") || mado_policy_has_duty (person, programme, "oversee");
}

/**
 * mado_inquiries_get_session:
 * @self: inquiries
 *
 * Returns: (transfer none): whose they are
 */
MadoSession *
mado_inquiries_get_session (MadoInquiries *self)
{
  return self->session;
}

/**
 * mado_inquiries_want_all:
 * @self: inquiries
 *
 * Somebody looks for one that may be closed: from now on those are read, too.
 */
void
mado_inquiries_want_all (MadoInquiries *self)
{
  if (self->scope == MADO_INQUIRY_BOOK_ALL)
    return;
  self->scope = MADO_INQUIRY_BOOK_ALL;
  read_again (self);
}

/**
 * mado_inquiries_get_sheets:
 * @self: inquiries
 *
 * Returns: (transfer none) (nullable) (element-type MadoInquirySheet): the newest first; %NULL: they were not read yet
 */
const GPtrArray *
mado_inquiries_get_sheets (MadoInquiries *self)
{
  return self->sheets;
}

/**
 * mado_inquiries_get_all:
 * @self: inquiries of which all are wanted
 *
 * Returns: (transfer none) (nullable) (element-type MadoInquirySheet): all there are; %NULL: they were not read yet
 */
const GPtrArray *
mado_inquiries_get_all (MadoInquiries *self)
{
  return self->read == MADO_INQUIRY_BOOK_ALL ? self->sheets : NULL;
}

/**
 * mado_inquiries_find:
 * @self: inquiries
 * @id: of one
 *
 * Returns: (transfer none) (nullable): it, as it was read last
 */
MadoInquirySheet *
mado_inquiries_find (MadoInquiries *self, MadoId id)
{
  for (guint i = 0; self->sheets != NULL && i < self->sheets->len; i++) {
    MadoInquirySheet *sheet = g_ptr_array_index (self->sheets, i);

    if (mado_id_compare (mado_entity_get_id (sheet->inquiry), id) == 0)
      return sheet;
  }

  return NULL;
}

/**
 * mado_inquiries_get_sayings:
 * @self: inquiries
 *
 * Returns: (transfer none): what was agreed to be said; before it was read, what the programme says
 */
MadoSayingBook *
mado_inquiries_get_sayings (MadoInquiries *self)
{
  return self->sayings;
}

/**
 * mado_inquiries_count_call_backs:
 * @self: inquiries
 *
 * Returns: how many callers wait for a call
 */
gint64
mado_inquiries_count_call_backs (MadoInquiries *self)
{
  gint64 count = 0;

  for (guint i = 0; self->sheets != NULL && i < self->sheets->len; i++)
    if (mado_inquiry_sheet_waits (g_ptr_array_index (self->sheets, i), MADO_INQUIRY_CALL_BACK))
      count++;

  return count;
}

/**
 * mado_inquiries_count_questions:
 * @self: inquiries
 *
 * Returns: how many questions to the ward wait for this person: to be answered, or their answers to be passed on
 */
gint64
mado_inquiries_count_questions (MadoInquiries *self)
{
  gint64 count = 0;

  for (guint i = 0; self->sheets != NULL && i < self->sheets->len; i++) {
    const MadoInquirySheet *sheet = g_ptr_array_index (self->sheets, i);
    gboolean is_asked = mado_inquiry_sheet_waits (sheet, MADO_INQUIRY_ASK_WARD);

    if ((is_asked && (sheet->may & MADO_INQUIRY_MAY_REPLY) != 0) ||
        ((sheet->may & MADO_INQUIRY_MAY_ANSWER) != 0 && mado_inquiry_sheet_has_reply (sheet)))
      count++;
  }

  return count;
}

/* --- of one case -------------------------------------------------------------------------------------------------- */

#define MOST_ABOUT 500 /* of one case: nobody has seen fifty */

static void
load_about_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  GPtrArray *sheets =
      mado_inquiry_book_load_about (database, mado_session_get_programme (request->session),
                                    mado_session_get_person (request->session), request->subject, MOST_ABOUT, &error);

  if (sheets == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, sheets, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * mado_inquiries_load_about_async:
 * @self: inquiries
 * @subject: a case
 * @cancellable: (nullable): ends it
 * @callback: is told
 * @user_data: for @callback
 *
 * Reads those that are about it, also those that are closed.
 */
void
mado_inquiries_load_about_async (
    MadoInquiries *self, MadoId subject, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->session = g_object_ref (self->session);
  request->subject = subject;
  g_task_set_task_data (task, request, free_request);
  mado_desk_do (mado_session_get_desk (self->session), MADO_DESK_READER, task, load_about_work);
}

/**
 * mado_inquiries_load_about_finish:
 * @result: of mado_inquiries_load_about_async()
 * @error: %G_IO_ERROR_CANCELLED, or what reading failed with
 *
 * Returns: (transfer full) (nullable) (element-type MadoInquirySheet): the newest first
 */
GPtrArray *
mado_inquiries_load_about_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
