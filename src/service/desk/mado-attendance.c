/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list that is short: a person has one or two cases open. */

#include "mado-attendance.h"

#define MAX_SEATS 10000 /* of all persons together: more is a fault of somebody's */

struct _MadoAttendance {
  GMutex lock;
  GArray *seats; /* (element-type Seat) */
};

typedef struct {
  char *stream;
  MadoId entity;
  MadoPresence who;
  gint64 until; /* on the monotonic clock */
} Seat;

static void
clear_seat (gpointer data)
{
  Seat *seat = data;

  mado_presence_clear (&seat->who);
  g_free (seat->stream);
}

/**
 * mado_attendance_new:
 *
 * Returns: (transfer full): nobody has anything open
 */
MadoAttendance *
mado_attendance_new (void)
{
  MadoAttendance *self = g_new0 (MadoAttendance, 1);

  g_mutex_init (&self->lock);
  self->seats = g_array_new (FALSE, FALSE, sizeof (Seat));
  g_array_set_clear_func (self->seats, clear_seat);

  return self;
}

/**
 * mado_attendance_free:
 * @self: (transfer full): an attendance
 */
void
mado_attendance_free (MadoAttendance *self)
{
  g_array_unref (self->seats);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
is_same_person (const MadoPresence *a, const MadoPresence *b)
{
  return g_str_equal (a->account, b->account) && g_str_equal (a->terminal, b->terminal);
}

static gboolean
is_about (const Seat *seat, const char *stream, MadoId entity)
{
  return mado_id_compare (seat->entity, entity) == 0 && g_str_equal (seat->stream, stream);
}

/* Whose time is over goes, and so does the place that somebody is about to take or leave. Returns whether he had taken
 * it over. */
static gboolean
clear_seats (MadoAttendance *self, const char *stream, MadoId entity, const MadoPresence *who, gint64 now)
{
  gboolean had_taken_over = FALSE;

  for (guint i = self->seats->len; i > 0; i--) {
    const Seat *seat = &g_array_index (self->seats, Seat, i - 1);
    const gboolean is_his = is_about (seat, stream, entity) && is_same_person (&seat->who, who);

    had_taken_over = had_taken_over || (is_his && seat->until > now && seat->who.has_taken_over);
    if (seat->until <= now || is_his)
      g_array_remove_index_fast (self->seats, i - 1);
  }

  return had_taken_over;
}

static void
take_from_all (MadoAttendance *self, const char *stream, MadoId entity)
{
  for (guint i = 0; i < self->seats->len; i++) {
    Seat *seat = &g_array_index (self->seats, Seat, i);

    if (is_about (seat, stream, entity))
      seat->who.has_taken_over = FALSE;
  }
}

static MadoPresence
copy_presence (const MadoPresence *who)
{
  return (MadoPresence) { .account = g_strdup (who->account),
                          .terminal = g_strdup (who->terminal),
                          .has_taken_over = who->has_taken_over };
}

/* Who has taken it over first: he is named whoever else is there. */
static GArray *
list_others (MadoAttendance *self, const char *stream, MadoId entity)
{
  GArray *others = mado_presences_new ();

  for (guint i = 0; i < self->seats->len; i++) {
    const Seat *seat = &g_array_index (self->seats, Seat, i);

    if (is_about (seat, stream, entity)) {
      const MadoPresence other = copy_presence (&seat->who);

      g_array_insert_val (others, other.has_taken_over ? 0 : others->len, other);
    }
  }
  g_array_set_size (others, MIN (others->len, MADO_PRESENCE_MAX));

  return others;
}

/**
 * mado_attendance_note:
 * @self: an attendance
 * @stream: of which stream
 * @request: what somebody has open, takes over, or has open no longer
 * @who: he
 * @now: on the monotonic clock
 *
 * Returns: (transfer full) (element-type MadoPresence): who else has it open
 */
GArray *
mado_attendance_note (
    MadoAttendance *self, const char *stream, const MadoPresenceRequest *request, const MadoPresence *who, gint64 now)
{
  GArray *others;
  gboolean has_taken_over;

  g_mutex_lock (&self->lock);
  has_taken_over = clear_seats (self, stream, request->entity, who, now) || request->takes_over;
  if (request->takes_over)
    take_from_all (self, stream, request->entity);
  others = list_others (self, stream, request->entity);
  if (request->is_open && self->seats->len < MAX_SEATS) {
    Seat seat = { .stream = g_strdup (stream),
                  .entity = request->entity,
                  .who = copy_presence (who),
                  .until = now + MADO_PRESENCE_LASTS * G_USEC_PER_SEC };

    seat.who.has_taken_over = has_taken_over;
    g_array_append_val (self->seats, seat);
  }
  g_mutex_unlock (&self->lock);

  return others;
}
