-- A version of the mappings may wait for an operator's yes to its effect.
alter table mapping_version add column held_at timestamp(6) with time zone;
alter table mapping_version add column held_ja varchar(2000);
alter table mapping_version add column held_en varchar(2000);

-- What a run has done so far, counted among all listings and among those that are sold or are to be.
alter table intake_brake add column altered_sold integer default 0 not null;
alter table intake_brake add column leaving integer default 0 not null;
alter table intake_brake add column leaving_sold integer default 0 not null;
alter table intake_brake add column repriced integer default 0 not null;
alter table intake_brake add column repriced_sold integer default 0 not null;

-- What only a person's correction moves, so that what the machine does meanwhile is no conflict.
alter table listing add column edit_version bigint default 0 not null;
update listing set edit_version = version;

-- The intake run whose end a listing's sending waits for, because the run's whole effect is not known before.
alter table listing add column held_by_run bigint;
