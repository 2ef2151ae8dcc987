/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fault-seat.h"
#include "service-world.h"
#include "sim-verdict.h"

G_BEGIN_DECLS

/* The real service and some terminals, each a process of its own, that are killed and come back; and what people were
 * told meanwhile, which must be so in the end. */

#define FAULT_N_PLACES 2 /* unless more are wanted */
#define FAULT_MOST_PLACES 20

/* Where a terminal stands. */
typedef struct {
  char *account;
  char *folder;
  FaultSeat *seat;
  GSubprocess *process; /* (nullable) */
  GString *heard;       /* a line that is not whole */
  GArray *reads;        /* (element-type gint64): when its person looked at something this morning */
  gint64 rest;          /* where the log was when all was told; -1: it is not */
  gint64 parting;       /* microseconds that it took to go home, the last time */
  guint n_deaths;
} FaultPlace;

typedef struct {
  World world;
  char *address;
  char *groups;     /* of the configuration */
  char *ward;       /* where it lies: "sqlcipher:FILE", "postgresql:CONNECTION" */
  gboolean is_afar; /* where terminals are started now */
  FaultPlace places[FAULT_MOST_PLACES];
  guint n_places;
  SimVerdict *verdict;
  MadoProgramme *programme;
  MadoJudge *judge;
  guint64 seed;
  guint n_falls;        /* of the service */
  guint n_lives;        /* that were looked at */
  gboolean is_put_back; /* to an older copy, of which nobody was told */
} FaultOffice;

/* What happens to whom; all of it (nullable): nothing. */
typedef struct {
  const char *service;                                 /* "NAME:N" */
  const char *terminal;                                /* the first terminal's */
  gboolean is_fresh;                                   /* the first terminal has no profile yet */
  gboolean terminals_are_afar;                         /* at the other end of fault-network.h */
  gint64 rests;                                        /* microseconds that they stay when all is done */
  void (*change) (gint64 elapsed, gpointer user_data); /* is called all the time */
  void (*end) (gpointer user_data);                    /* all is done, and they go home */
  gpointer user_data;
} FaultWish;

void fault_office_set_up (FaultOffice *self);
void fault_office_set_up_on (FaultOffice *self, const char *ward, const char *office);
void fault_office_fill (FaultOffice *self, guint n_places);
void fault_office_move (FaultOffice *self, const char *host, const char *net);
void fault_office_tear_down (FaultOffice *self);

/* A morning: both work, whoever dies comes back, all come to rest and go home; then all of it is looked at. */
guint fault_office_live (FaultOffice *self, const FaultWish *wish);
void fault_office_close (FaultOffice *self);

G_END_DECLS
