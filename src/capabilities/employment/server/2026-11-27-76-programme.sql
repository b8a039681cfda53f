-- 四项工程: which of the four projects of Guangdong a spell of work comes from, where one does; indicators read it from the main spell (figures §6).
alter table spell
  add column programme text not null default ''
    constraint spell_programme check (programme in ('', 'cook', 'technician', 'homeService', 'artisan'));
